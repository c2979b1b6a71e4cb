"""A raw key goes through the parameters file, the SAM CLI and the template's Fn::Sub into the secret unchanged."""

import json
import re
import subprocess
import unittest
from pathlib import Path

from samcli.cli.types import CfnParameterOverridesType
from sam_template import PROJECT, source

KEYS = [
    "plain", "two words", "a=b&c", "$HOME ${AWS::StackName}", "\\", '"', "\"quoted\"", "'quoted'", "a\\ b", "a\\\"b",
    "tab\tand\nline", "`x` %41 {{x}} |", "ключ 🔑", " lead", "\\u0022",
]
WRITE = """
import { writeParameterFile } from './scripts/deploy/sam-parameters.ts';
import { readFileSync } from 'node:fs';
const file = writeParameterFile(JSON.parse(process.argv[1]));
process.stdout.write(readFileSync(file.reference.replace('file://', ''), 'utf8'));
file.remove();
"""


def through_sam(values):
    """What the SAM CLI hands to CloudFormation."""
    written = subprocess.run(
        [PROJECT / "node_modules/.bin/node", "--input-type=module", "-e", WRITE, json.dumps(values)],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    ).stdout
    file = Path(__file__).parent / ".parameters-test.yaml"
    try:
        file.write_text(written)
        return CfnParameterOverridesType().convert([f"file://{file}"], None, None)
    finally:
        file.unlink()


class Keys(unittest.TestCase):
    def test_survive(self):
        template = source()
        pattern = template["Parameters"]["Model1Key"]["AllowedPattern"]
        secret = template["Resources"]["KeysSecret"]["Properties"]["SecretString"]["Fn::Sub"]
        given = {f"Model{n}Key": KEYS[n - 1] if n <= len(KEYS) else "N/A" for n in range(1, 21)}
        given["VendorKeys"] = "openrouter=a\"b\\c, fal=id:$HOME=="
        parameters = through_sam(given)
        for value in parameters.values():
            self.assertIsNotNone(re.fullmatch(pattern, value))
        text = re.sub(r"\$\{(Model\d+Key|VendorKeys)\}", lambda found: parameters[found[1]], secret)
        self.assertEqual(json.loads(text), {"vendors": given["VendorKeys"]} | {str(n): given[f"Model{n}Key"] for n in range(1, 21)})


class Overrides(unittest.TestCase):
    def test_survive(self):
        overrides = {"3": {"provider": "openai-compatible", "model": 'a "b" \\ c', "baseUrl": "https://x.example/v1"}}
        for given in [overrides, json.dumps(overrides)]:
            parameters = through_sam({"ModelOverrides": given})
            self.assertEqual(json.loads(parameters["ModelOverrides"]), overrides)


if __name__ == "__main__":
    unittest.main()
