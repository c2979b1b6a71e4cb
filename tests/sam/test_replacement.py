"""No parameter replaces or removes what holds data: the template with both values, by the schemas of CloudFormation."""

import re
import unittest

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from sam_template import transformed

HOLDS_DATA = ("AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::Cognito::UserPool")
TEMPLATE = transformed()
PARAMETERS = TEMPLATE["Parameters"]
PSEUDO = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "us-west-2",
    "AWS::StackId": "arn:aws:cloudformation:us-west-2:123456789012:stack/pixels/a-b-c-d-e",
    "AWS::StackName": "pixels",
    "AWS::URLSuffix": "amazonaws.com",
}
# Values to change to: for each parameter the first that it allows.
OTHER_VALUES = (
    "unlisted", "issuer",
    "staging", "12", "14", "x@example.org", "pictures.example.org", "0d6b1c2e-1111-4222-8333-444455556666", "10.0.0.0/8",
    '{"1": {}}', "https://a.example", "Another name",
)


def resolve(value, parameters):
    """The value as CloudFormation sees it; what only a deployment can tell stands as itself."""
    if isinstance(value, list):
        return [resolve(item, parameters) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((name, argument),) = value.items()
        if name == "Ref":
            return parameters.get(argument, PSEUDO.get(argument, value))
        if name == "Fn::If":
            return resolve(argument[1 if holds({"Condition": argument[0]}, parameters) else 2], parameters)
        if name == "Fn::Sub":
            return substitute(argument, parameters)
        if name == "Fn::Join":
            return argument[0].join(str(part) for part in resolve(argument[1], parameters))
        if name == "Fn::Split":
            return str(resolve(argument[1], parameters)).split(argument[0])
        if name == "Fn::Select":
            return resolve(argument[1], parameters)[int(argument[0])]
    return {name: resolve(item, parameters) for name, item in value.items()}


def substitute(argument, parameters):
    text, variables = argument if isinstance(argument, list) else (argument, {})
    known = {**PSEUDO, **parameters, **{name: resolve(value, parameters) for name, value in variables.items()}}
    return re.sub(r"\$\{([^!}]+)\}", lambda match: str(known.get(match[1], match[0])), text)


def holds(condition, parameters):
    ((name, argument),) = condition.items()
    if name == "Condition":
        return holds(TEMPLATE["Conditions"][argument], parameters)
    if name == "Fn::Equals":
        left, right = resolve(argument, parameters)
        return str(left) == str(right)
    if name == "Fn::Not":
        return not holds(argument[0], parameters)
    return {"Fn::And": all, "Fn::Or": any}[name](holds(part, parameters) for part in argument)


def identity(parameters):
    """Of each resource that holds data, the properties whose change replaces it."""
    found = {}
    for logical_id, resource in TEMPLATE["Resources"].items():
        if resource["Type"] not in HOLDS_DATA:
            continue
        if "Condition" in resource and not holds({"Condition": resource["Condition"]}, parameters):
            continue
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-west-2", resource["Type"]).schema
        fixed = schema.get("createOnlyProperties", []) + schema.get("conditionalCreateOnlyProperties", [])
        properties = resolve(resource.get("Properties", {}), parameters)
        found[logical_id] = {path: value_at(properties, path) for path in fixed}
    return found


def value_at(properties, path):
    for name in path.split("/")[2:]:
        properties = properties.get(name) if isinstance(properties, dict) else None
    return properties


def allows(declaration, value):
    if "AllowedValues" in declaration:
        return value in [str(allowed) for allowed in declaration["AllowedValues"]]
    if declaration["Type"] == "Number":
        return value.isdigit()
    return re.fullmatch(declaration.get("AllowedPattern", r"[\s\S]*"), value) is not None


def other_value(declaration):
    return next(v for v in OTHER_VALUES if allows(declaration, v) and v != str(declaration["Default"]))


DEFAULTS = {name: str(declaration["Default"]) for name, declaration in PARAMETERS.items()}
OTHERS = {name: other_value(declaration) for name, declaration in PARAMETERS.items()}


INVITED = {**DEFAULTS, "Access": "invited"}


class Replacement(unittest.TestCase):
    def test_there_is_data_to_lose(self):
        self.assertLessEqual({"ImagesBucket", "CountersTable"}, set(identity(DEFAULTS)))
        self.assertIn("People", identity(INVITED))
        self.assertIn("123456789012", identity(DEFAULTS)["ImagesBucket"]["/properties/BucketName"])

    def test_no_parameter_replaces_what_holds_data(self):
        for name in PARAMETERS:
            for start in (DEFAULTS, OTHERS, INVITED):
                # Leaving `invited` takes the pool out of the stack, and keeps it: docs/access.md.
                if start is INVITED and name == "Access":
                    continue
                change = DEFAULTS[name] if start is OTHERS else OTHERS[name]
                with self.subTest(parameter=name, change=f"{start[name]} -> {change}"):
                    before, after = identity(start), identity({**start, name: change})
                    if name == "Environment":
                        # Part of the bucket's name since the first version, so it cannot be taken out. The scripts
                        # refuse the change, and the stack policy stands behind them.
                        self.assertNotEqual(before.pop("ImagesBucket"), after.pop("ImagesBucket"))
                    self.assertEqual(before, after)


if __name__ == "__main__":
    unittest.main()
