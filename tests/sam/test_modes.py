"""The template in each mode of access: which resources it has, and that none refers to one that is not there."""

import json
import re
import unittest

from sam_template import transformed
from test_replacement import DEFAULTS, PSEUDO, holds

SIGN_IN = json.dumps({"issuer": "https://sso.example.org", "clientId": "pixel-prompt"})
MODES = {
    "open": DEFAULTS,
    "issuer": {**DEFAULTS, "Access": "issuer", "SignIn": SIGN_IN},
    "invited": {**DEFAULTS, "Access": "invited"},
    "invited with an owner": {**DEFAULTS, "Access": "invited", "OwnerEmail": "x@example.org"},
}
GUARD = {"ImageGuardFunction", "PictureKey"}
POOL = {"People", "PeopleAdmins", "PeopleClient", "PeopleDomain", "PeoplePages"}
# What each mode has beside what all have.
MORE = {
    "open": set(),
    "issuer": GUARD,
    "invited": GUARD | POOL,
    "invited with an owner": GUARD | POOL | {"Owner", "OwnerIsAdmin"},
}
NOTHING = {"Ref": "AWS::NoValue"}


def applied(template, parameters):
    """The template with its conditions decided."""

    def chosen(value):
        if isinstance(value, list):
            return [item for item in map(chosen, value) if item != NOTHING]
        if not isinstance(value, dict):
            return value
        if set(value) == {"Fn::If"}:
            name, yes, no = value["Fn::If"]
            return chosen(yes if holds({"Condition": name}, parameters) else no)
        parts = {name: chosen(item) for name, item in value.items()}
        return {name: item for name, item in parts.items() if item != NOTHING}

    def kept(section):
        return {
            name: chosen(entry)
            for name, entry in template[section].items()
            if "Condition" not in entry or holds({"Condition": entry["Condition"]}, parameters)
        }

    return {"Resources": kept("Resources"), "Outputs": kept("Outputs")}


def references(value, known=frozenset()):
    """Everything that is referred to, without the variables of a `Fn::Sub` that brings them along."""
    if isinstance(value, list):
        return {name for item in value for name in references(item, known)}
    if not isinstance(value, dict):
        return set()
    found = set()
    for name, item in value.items():
        if name == "Ref":
            found.add(item)
        elif name == "Fn::GetAtt":
            found.add(item[0] if isinstance(item, list) else item.split(".")[0])
        elif name == "DependsOn":
            found |= {item} if isinstance(item, str) else set(item)
        elif name == "Fn::Sub":
            text, variables = item if isinstance(item, list) else (item, {})
            names = {match.split(".")[0] for match in re.findall(r"\$\{([^!}]+)\}", text)}
            found |= names - set(variables) | references(variables)
        else:
            found |= references(item)
    return found


class Modes(unittest.TestCase):
    def test_each_has_its_resources_and_refers_to_no_other(self):
        common = set(applied(transformed(DEFAULTS), DEFAULTS)["Resources"])
        for mode, parameters in MODES.items():
            with self.subTest(mode=mode):
                template = transformed(parameters)
                there = applied(template, parameters)
                self.assertEqual(set(there["Resources"]) - common, MORE[mode])
                self.assertEqual(common - set(there["Resources"]), set())
                known = set(there["Resources"]) | set(template["Parameters"]) | set(PSEUDO)
                known |= {"AWS::NoValue", "AWS::NotificationARNs"}
                self.assertEqual(references(there) - known, set())

    def test_a_reference_to_what_is_not_there_is_found(self):
        template = transformed(DEFAULTS)
        template["Outputs"]["Pool"] = {"Value": {"Fn::Sub": "${People.Arn}"}}
        self.assertIn("People", references(applied(template, DEFAULTS)))


if __name__ == "__main__":
    unittest.main()
