"""docs/deploy-policy.json, which people paste, against what the template creates."""

import json
import re
import unittest

from sam_template import PROJECT, transformed

RESOURCES = transformed()["Resources"]
STATEMENTS = json.loads((PROJECT / "docs/deploy-policy.json").read_text())["Statement"]
# The prefix of the actions, where it is not the service's name in resource types.
PREFIXES = {"ApiGatewayV2": "apigateway", "Cognito": "cognito-idp"}


def actions(statement):
    action = statement["Action"]
    return action if isinstance(action, list) else [action]


class DeployPolicy(unittest.TestCase):
    def test_covers_every_service_of_the_template(self):
        services = {resource["Type"].split("::")[1] for resource in RESOURCES.values()}
        expected = {PREFIXES.get(service, service.lower()) for service in services}
        allowed = {action.split(":")[0] for statement in STATEMENTS for action in actions(statement)}
        self.assertLessEqual(expected, allowed)

    def test_lets_cloudformation_make_the_key_of_the_addresses_and_put_it_in(self):
        allowed = {action: statement["Resource"] for statement in STATEMENTS for action in actions(statement)}
        self.assertEqual(allowed["secretsmanager:GetRandomPassword"], "*")
        # Those of the vendors stay unread.
        self.assertEqual(allowed["secretsmanager:GetSecretValue"], "arn:aws:secretsmanager:*:*:secret:PictureKey-*")

    def test_fits_into_an_inline_policy_of_a_role(self):
        self.assertLess(len(re.sub(r"\s", "", json.dumps(STATEMENTS))), 10240)

    def test_never_allows_everything(self):
        for statement in STATEMENTS:
            self.assertNotIn("*", actions(statement))
            if statement["Resource"] == "*":
                self.assertFalse({"iam:*", "s3:*", "lambda:*", "secretsmanager:*"} & set(actions(statement)))


if __name__ == "__main__":
    unittest.main()
