"""Starts MiniStack, an emulator of AWS, with what it lacks for this template. Nothing else about it is changed.

Each patch below names what the rehearsal therefore does NOT prove. `python emulator.py --limits` prints those
sentences, one a line, for the report of `npm run test:cloud`.
"""

import fnmatch
import json
import re
import string
import sys

NOT_PROVED = [
    "The layer for arm64: here it is built for the processor of this machine (npm_config_cpu, tests/cloud/stage.ts).",
    "DNS and TLS of the API and the distribution: tests/cloud/loopback.mjs brings their requests here.",
    "Cognito itself: its pages, mails and tokens. That CloudFormation puts the key of picture addresses into the code of ImageGuardFunction, and that CloudFront's own JavaScript runs that code: the emulator does both in its way.",
]


def patch(not_proved):
    """Registers a patch, and the sentence that says what it takes away from the proof."""
    NOT_PROVED.append(not_proved)
    return lambda install: install


@patch("Gradual deployments: CodeDeploy is accepted and does nothing, so an alias moves to the new version at once.")
def code_deploy():
    from ministack.services.cloudformation import provisioners

    def create(logical_id, props, stack_name):
        name = props.get("ApplicationName") or props.get("DeploymentGroupName") or f"{stack_name}-{logical_id}"
        return name, {}

    def update(physical_id, _old, _new, _stack_name):
        return physical_id, {}

    handler = {"create": create, "update": update, "delete": lambda _id, _props: None}
    for kind in ("Application", "DeploymentGroup"):
        provisioners._RESOURCE_HANDLERS[f"AWS::CodeDeploy::{kind}"] = handler


@patch("Alarms on several metrics: of a metric-math alarm, only the first metric is watched.")
def metric_math_alarms():
    from ministack.services.cloudformation import provisioners

    record = provisioners._cw_metric_alarm_record

    def with_first_metric(name, props):
        stats = [entry["MetricStat"] for entry in props.get("Metrics") or [] if "MetricStat" in entry]
        if not stats:
            return record(name, props)
        first = stats[0]
        return record(
            name,
            {
                **{key: value for key, value in props.items() if key != "Metrics"},
                "MetricName": first["Metric"]["MetricName"],
                "Namespace": first["Metric"]["Namespace"],
                "Dimensions": first["Metric"].get("Dimensions", []),
                "Period": first["Period"],
                "Statistic": first["Stat"],
            },
        )

    provisioners._cw_metric_alarm_record = with_first_metric


@patch("API Gateway's own reading of the OpenAPI document that SAM makes: its routes and CORS are taken from it here.")
def routes_of_the_body():
    from ministack.services.cloudformation import provisioners

    handler = provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::Api"]
    create, update = handler["create"], handler["update"]

    def replace_routes(api_id, props):
        api = provisioners._apigw_v2
        body = props.get("Body") or {}
        api._routes[api_id] = {}
        api._integrations[api_id] = {}
        api._apis[api_id]["corsConfiguration"] = body.get("x-amazon-apigateway-cors")
        for path, methods in body.get("paths", {}).items():
            for method, operation in methods.items():
                integration = operation.get("x-amazon-apigateway-integration")
                if integration is None:
                    continue
                integration_id, _ = provisioners._apigw_v2_integration_create(
                    path,
                    {
                        "ApiId": api_id,
                        "IntegrationUri": integration["uri"],
                        "PayloadFormatVersion": integration["payloadFormatVersion"],
                    },
                    "",
                )
                verb = "ANY" if method == "x-amazon-apigateway-any-method" else method.upper()
                route = {"ApiId": api_id, "RouteKey": f"{verb} {path}", "Target": f"integrations/{integration_id}"}
                provisioners._apigw_v2_route_create(path, route, "")

    def create_with_routes(logical_id, props, stack_name):
        api_id, attributes = create(logical_id, props, stack_name)
        replace_routes(api_id, props)
        return api_id, attributes

    def update_with_routes(physical_id, old_props, new_props, stack_name, logical_id=None):
        result = update(physical_id, old_props, new_props, stack_name, logical_id)
        replace_routes(result[0], new_props)
        return result

    handler["create"], handler["update"] = create_with_routes, update_with_routes


@patch("The bucket's refusal of plain HTTP: the emulator speaks nothing else, so every request counts as encrypted.")
def encrypted_transport():
    from ministack.core import iam_evaluator

    resolve = iam_evaluator._resolve_condition_key
    iam_evaluator._resolve_condition_key = lambda key, context: (
        "true" if key.lower() == "aws:securetransport" else resolve(key, context)
    )


@patch("CloudWatch's own reading of filter patterns: those on JSON are matched here, by their comparisons and && or ||.")
def json_filter_patterns():
    from ministack.services import cloudwatch_logs

    plain = cloudwatch_logs._compile_filter_pattern
    comparison = re.compile(r'^\(?\s*\$\.([\w.]+)\s*(=|!=|>=|<=|>|<)\s*"?([^")]*)"?\s*\)?$')

    def holds(text, document):
        path, operator, wanted = comparison.match(text.strip()).groups()
        found = document
        for name in path.split("."):
            found = found.get(name) if isinstance(found, dict) else None
        if found is None:
            return False
        if operator in ("=", "!="):
            return fnmatch.fnmatchcase(str(found), wanted.strip()) == (operator == "=")
        return {">=": float.__ge__, "<=": float.__le__, ">": float.__gt__, "<": float.__lt__}[operator](
            float(found), float(wanted)
        )

    def compiled(pattern):
        if not (pattern or "").strip().startswith("{"):
            return plain(pattern)
        alternatives = [part.split("&&") for part in pattern.strip()[1:-1].split("||")]

        def matches(message):
            try:
                document = json.loads(message)
            except ValueError:
                return False
            return any(all(holds(part, document) for part in parts) for parts in alternatives)

        return matches

    cloudwatch_logs._compile_filter_pattern = compiled


@patch("CloudFormation's own reading of stack policies: Deny statements are enforced here, for replacements only.")
def stack_policies():
    from ministack.services import cloudformation
    from ministack.services.cloudformation import stacks

    update_resource = stacks._update_resource

    def denied(stack_name, logical_id):
        policy = (cloudformation._stacks.get(stack_name) or {}).get("_stack_policy")
        for statement in json.loads(policy)["Statement"] if policy else []:
            resources, actions = (
                value if isinstance(value, list) else [value]
                for value in (statement["Resource"], statement["Action"])
            )
            if statement["Effect"] == "Deny" and "Update:Replace" in actions:
                if f"LogicalResourceId/{logical_id}" in resources:
                    return True
        return False

    def replaces(resource_type, old_props, new_props):
        # The emulator replaces a bucket for its name, but does not list that among what replaces.
        renamed = resource_type == "AWS::S3::Bucket" and old_props.get("BucketName") != new_props.get("BucketName")
        return renamed or stacks._replacing_change(resource_type, old_props, new_props)

    def guarded(resource_type, physical_id, old_props, new_props, stack_name, logical_id, attributes):
        if replaces(resource_type, old_props, new_props) and denied(stack_name, logical_id):
            raise ValueError("Action denied by stack policy: Update:Replace")
        return update_resource(resource_type, physical_id, old_props, new_props, stack_name, logical_id, attributes)

    stacks._update_resource = guarded


@patch("The first person of a user pool is put into it here, and Cognito's pages are accepted and do nothing.")
def people():
    from ministack.services import cognito
    from ministack.services.cloudformation import provisioners

    def done(reply):
        status, _, body = reply
        if status >= 400:
            raise ValueError(body)

    def create_user(_logical_id, props, _stack_name):
        done(cognito._admin_create_user(props))
        return props["Username"], {}

    def join(_logical_id, props, _stack_name):
        done(cognito._admin_add_user_to_group(props))
        return f"{props['GroupName']}-{props['Username']}", {}

    handlers = {
        "UserPoolUser": (create_user, lambda name, props: cognito._admin_delete_user({**props, "Username": name})),
        "UserPoolUserToGroupAttachment": (join, lambda _id, props: cognito._admin_remove_user_from_group(props)),
        "ManagedLoginBranding": (lambda logical_id, _props, _stack_name: (logical_id, {}), lambda _id, _props: None),
    }
    for kind, (create, delete) in handlers.items():
        provisioners._RESOURCE_HANDLERS[f"AWS::Cognito::{kind}"] = {"create": create, "delete": delete}


@patch("Secrets that Secrets Manager makes: that they have no punctuation, and that Ref is their address, is seen to here.")
def generated_secrets():
    from ministack.services import secretsmanager
    from ministack.services.cloudformation import provisioners

    made = provisioners._sm_secret_string
    handler = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
    create, update, delete = handler["create"], handler["update"], handler["delete"]

    def without_punctuation(props):
        wanted = props.get("GenerateSecretString")
        if not wanted or str(wanted.get("ExcludePunctuation")).lower() != "true":
            return made(props)
        excluded = wanted.get("ExcludeCharacters", "") + string.punctuation
        return made({**props, "GenerateSecretString": {**wanted, "ExcludeCharacters": excluded}})

    def name_of(address):
        return secretsmanager._resolve(address)[0] or address

    def addressed(name, props, attributes):
        return (attributes["Arn"] if "GenerateSecretString" in props else name), attributes

    def created(logical_id, props, stack_name):
        name, attributes = create(logical_id, props, stack_name)
        return addressed(name, props, attributes)

    def updated(address, old_props, new_props, *rest):
        name, attributes = update(name_of(address), old_props, new_props, *rest)
        return addressed(name, new_props, attributes)

    provisioners._sm_secret_string = without_punctuation
    handler.update(create=created, update=updated, delete=lambda address, props: delete(name_of(address), props))


PATCHES = (
    code_deploy,
    metric_math_alarms,
    routes_of_the_body,
    encrypted_transport,
    json_filter_patterns,
    stack_policies,
    people,
    generated_secrets,
)

if __name__ == "__main__":
    if sys.argv[1:] == ["--limits"]:
        print("\n".join(NOT_PROVED))
    else:
        from ministack import app

        for install in PATCHES:
            install()
        app.main()
