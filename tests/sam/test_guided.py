"""What `sam deploy --guided` asks, by the code of the SAM CLI that asks it."""

import unittest

from sam_template import PROJECT, source
from samcli.commands.deploy.auth_utils import auth_per_resource
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider

# Stack name, region, three confirmations, whether and where to save (3), and the change set.
BESIDE_PARAMETERS = 2 + 3 + 3 + 1


class GuidedMode(unittest.TestCase):
    def test_asks_about_no_route(self):
        stacks, _ = SamLocalStackProvider.get_stacks(str(PROJECT / "template.yaml"))
        events = auth_per_resource(stacks)
        routes = [
            event for resource in source()["Resources"].values() for event in resource["Properties"].get("Events", {}).values()
            if event["Type"] == "HttpApi"
        ]
        self.assertEqual(len(events), len(routes))
        self.assertEqual([name for name, has_auth in events if not has_auth], [])

    def test_asks_as_often_as_the_guide_says(self):
        guide = (PROJECT / "docs/deployment.md").read_text()
        questions = BESIDE_PARAMETERS + len(source()["Parameters"])
        self.assertIn(f"{questions} questions", guide)
        keys = [name for name in source()["Parameters"] if name.endswith("Key")]
        self.assertIn(f"{len(keys)} times", guide)


if __name__ == "__main__":
    unittest.main()
