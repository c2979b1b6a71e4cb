"""Transforms template.yaml with the real SAM translator, as CloudFormation does on deployment."""

import logging
import os
from pathlib import Path

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform

PROJECT = Path(__file__).resolve().parents[2]
ENVIRONMENT_LIMIT = 4096

os.environ.setdefault("AWS_DEFAULT_REGION", "us-west-2")
logging.disable(logging.ERROR)


class NoManagedPolicies:
    """The template names none, so IAM is never asked."""

    def load(self):
        return {}


def source():
    return yaml_parse((PROJECT / "template.yaml").read_text())


def contract():
    return yaml_parse((PROJECT / "openapi.yaml").read_text())


def transformed(parameters=None):
    """CloudFormation resources, with the code of functions and layers taken as uploaded."""
    template = source()
    template["Globals"]["Function"]["CodeUri"] = "s3://artifacts/code"
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["ContentUri"] = "s3://artifacts/layer"
    return transform(template, parameters or {}, NoManagedPolicies())
