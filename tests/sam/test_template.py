"""Rows T2 to T13 of the requirements, asked of the resources that the real SAM translator makes of template.yaml."""

import json
import re
import unittest

from sam_template import contract, source, transformed


def functions(*event_types):
    """`Generate` for `GenerateFunction`: those that events of these types start, or all."""
    return [
        logical_id.removesuffix("Function")
        for logical_id, resource in source()["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
        and (not event_types or any(e["Type"] in event_types for e in resource["Properties"].get("Events", {}).values()))
    ]


API_FUNCTIONS = functions("HttpApi")
FUNCTIONS = functions()
TEMPLATE = transformed()
RESOURCES = TEMPLATE["Resources"]
PARAMETERS = TEMPLATE["Parameters"]
TAGS = {"Project": "PixelPromptComplete", "ManagedBy": "SAM", "Environment": {"Ref": "Environment"}}
# Types that take no tags, or none that CloudFormation could set.
UNTAGGED = {
    "AWS::S3::BucketPolicy", "AWS::CloudFront::OriginAccessControl", "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::CloudFront::CachePolicy", "AWS::Lambda::Permission", "AWS::Lambda::Version", "AWS::Lambda::Alias",
    "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::LayerVersion", "AWS::Logs::MetricFilter", "AWS::AppConfig::HostedConfigurationVersion",
    "AWS::Cognito::UserPoolDomain", "AWS::Cognito::UserPoolClient", "AWS::Cognito::ManagedLoginBranding",
    "AWS::Cognito::UserPoolGroup", "AWS::Cognito::UserPoolUser", "AWS::Cognito::UserPoolUserToGroupAttachment",
}


NOTHING = {"Ref": "AWS::NoValue"}


def properties(logical_id):
    return RESOURCES[logical_id]["Properties"]


def of_type(resource_type):
    return {name: r["Properties"] for name, r in RESOURCES.items() if r["Type"] == resource_type}


def variables(name):
    return properties(f"{name}Function")["Environment"]["Variables"]


def role_of(name):
    """Both functions of the worker have one role."""
    return f"{name.removeprefix('Large')}Role"


def statements(name):
    """Those that only closed stacks have, too."""
    found = [s for p in properties(role_of(name))["Policies"] for s in p["PolicyDocument"]["Statement"]]
    return [in_closed_stacks(s) for s in found]


def in_closed_stacks(value):
    condition, then, otherwise = value.get("Fn::If", ("IsClosed", value, NOTHING))
    assert (condition, otherwise) == ("IsClosed", NOTHING), value
    return then


def as_list(value):
    return value if isinstance(value, list) else [value]


def allowed(name):
    """(action, resource) pairs, resources as the text of their last part."""
    pairs = set()
    for statement in statements(name):
        for action in as_list(statement["Action"]):
            for resource in as_list(statement["Resource"]):
                text = resource.get("Fn::Sub") or resource.get("Ref") or ".".join(resource.get("Fn::GetAtt", []))
                pairs.add((action, text))
    return pairs


def tags_of(properties_):
    in_definition = properties_.get("Body", {}).get("tags")
    if in_definition is not None:
        return {tag["name"]: tag["x-amazon-apigateway-tag-value"] for tag in in_definition}
    tags = properties_.get("Tags", properties_.get("UserPoolTags", {}))
    if isinstance(tags, list):
        return {tag["Key"]: tag["Value"] for tag in tags}
    return tags


class T2Parameters(unittest.TestCase):
    def test_model_count_is_1_to_20_and_9_by_default(self):
        count = PARAMETERS["ModelCount"]
        self.assertEqual((count["MinValue"], count["MaxValue"], count["Default"]), (1, 20, 9))

    def test_has_twenty_names_and_twenty_hidden_keys(self):
        for number in range(1, 21):
            self.assertIn(f"Model{number}Name", PARAMETERS)
            key = PARAMETERS[f"Model{number}Key"]
            self.assertIs(key["NoEcho"], True)
            self.assertEqual(key["Default"], "N/A")
        self.assertIs(PARAMETERS["VendorKeys"]["NoEcho"], True)

    def test_a_domain_needs_its_certificate(self):
        rule = TEMPLATE["Rules"]["SiteDomainNeedsItsCertificate"]
        self.assertEqual(rule["RuleCondition"], {"Fn::Not": [{"Fn::Equals": [{"Ref": "SiteDomain"}, ""]}]})
        (assertion,) = rule["Assertions"]
        self.assertEqual(
            assertion["Assert"], {"Fn::Not": [{"Fn::Equals": [{"Ref": "SiteCertificateId"}, "none"]}]}
        )

    def test_a_closed_stack_needs_an_issuer(self):
        access = PARAMETERS["Access"]
        self.assertEqual((access["AllowedValues"], access["Default"]), (["open", "invited", "issuer"], "open"))
        rule = TEMPLATE["Rules"]["IssuerNeedsSignIn"]
        self.assertEqual(rule["RuleCondition"], {"Fn::Equals": [{"Ref": "Access"}, "issuer"]})
        (assertion,) = rule["Assertions"]
        self.assertEqual(assertion["Assert"], {"Fn::Not": [{"Fn::Equals": [{"Ref": "SignIn"}, "{}"]}]})

    def test_has_the_limits_and_the_environments(self):
        for name in ["PromptModelIndex", "GlobalRateLimit", "IPRateLimit", "IPWhitelist"]:
            self.assertIn(name, PARAMETERS)
        self.assertEqual(PARAMETERS["Environment"]["AllowedValues"], ["dev", "staging", "prod"])

    def test_every_parameter_is_grouped_and_labelled(self):
        interface = source()["Metadata"]["AWS::CloudFormation::Interface"]
        grouped = [name for group in interface["ParameterGroups"] for name in group["Parameters"]]
        self.assertEqual(sorted(grouped), sorted(PARAMETERS))
        self.assertEqual(sorted(interface["ParameterLabels"]), sorted(PARAMETERS))

    def test_keys_that_would_break_the_json_of_the_secret_are_refused(self):
        pattern = PARAMETERS["Model1Key"]["AllowedPattern"]
        for good in ["N/A", "", "sk-1$=x y", r"a\"b", r"a\\b", "a\\u0022b", "ключ"]:
            self.assertIsNotNone(re.fullmatch(pattern, good), good)
            json.loads('{"1": "%s"}' % good)
        for bad in ['a"b', "a\\", "a\\x", "a\nb", "\x7f"]:
            self.assertIsNone(re.fullmatch(pattern, bad), bad)

    def test_names_that_would_break_the_list_of_names_are_refused(self):
        pattern = PARAMETERS["Model1Name"]["AllowedPattern"]
        self.assertIsNotNone(re.fullmatch(pattern, "Stable Diffusion 3.5 Large (Stability AI)"))
        for bad in ["a|b", 'a"b', "a\nb"]:
            self.assertIsNone(re.fullmatch(pattern, bad))

    def test_the_whitelist_takes_addresses_and_ranges_only(self):
        pattern = PARAMETERS["IPWhitelist"]["AllowedPattern"]
        for good in ["", "192.0.2.1", "192.0.2.0/24, 2001:db8::/32"]:
            self.assertIsNotNone(re.fullmatch(pattern, good), good)
        for bad in ["example.org", "192.0.2.1;", ","]:
            self.assertIsNone(re.fullmatch(pattern, bad), bad)


class T3Bucket(unittest.TestCase):
    bucket = properties("ImagesBucket")

    def test_is_private_and_encrypted_without_versions(self):
        self.assertEqual(set(self.bucket["PublicAccessBlockConfiguration"].values()), {True})
        rules = self.bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        self.assertEqual(rules[0]["ServerSideEncryptionByDefault"]["SSEAlgorithm"], "AES256")
        self.assertNotEqual(self.bucket.get("VersioningConfiguration", {}).get("Status"), "Enabled")

    def test_lets_any_origin_get_and_the_allowed_ones_upload(self):
        rules = self.bucket["CorsConfiguration"]["CorsRules"]
        self.assertEqual(
            [(rule["AllowedMethods"], rule["AllowedOrigins"]) for rule in rules],
            [(["GET"], ["*"]), (["POST"], {"Ref": "AllowedOrigins"})],
        )

    def test_deletes_runs_after_thirty_days(self):
        rules = {r.get("Prefix"): r for r in self.bucket["LifecycleConfiguration"]["Rules"]}
        for prefix in ["jobs/", "images/", "gallery/", "mine/", "expiry/", "share/", "erasing/"]:
            self.assertEqual(rules[prefix]["ExpirationInDays"], {"Ref": "ImageRetentionDays"})
        self.assertEqual(PARAMETERS["ImageRetentionDays"]["Default"], 30)
        self.assertNotIn("site/", rules)

    def test_keeps_small_copies_of_judged_pictures_until_somebody_deletes_them(self):
        prefixes = [rule.get("Prefix", "-") for rule in self.bucket["LifecycleConfiguration"]["Rules"]]
        for key in ["keep/a/1-one.webp", "keepers/a/b"]:
            self.assertEqual([prefix for prefix in prefixes if key.startswith(prefix)], [])

    def test_deletes_what_people_hand_in_after_a_day(self):
        rules = {r.get("Prefix"): r for r in self.bucket["LifecycleConfiguration"]["Rules"]}
        for prefix in ["uploads/", "references/"]:
            self.assertEqual(rules[prefix]["ExpirationInDays"], 1)

    def test_outlives_the_stack_and_carries_the_account_in_its_name(self):
        self.assertEqual(RESOURCES["ImagesBucket"]["DeletionPolicy"], "RetainExceptOnCreate")
        self.assertEqual(RESOURCES["ImagesBucket"]["UpdateReplacePolicy"], "Retain")
        self.assertIn("${AWS::AccountId}", self.bucket["BucketName"]["Fn::Sub"][0])


class T4Delivery(unittest.TestCase):
    config = properties("Distribution")["DistributionConfig"]
    behaviors = {behavior["PathPattern"]: behavior for behavior in config["CacheBehaviors"]}

    def test_both_origins_use_origin_access_control(self):
        for origin in self.config["Origins"]:
            self.assertEqual(origin["OriginAccessControlId"], {"Fn::GetAtt": ["BucketAccess", "Id"]})
            self.assertEqual(origin["S3OriginConfig"], {"OriginAccessIdentity": ""})

    def test_redirects_to_https_and_takes_get_and_head_only(self):
        for behavior in [self.config["DefaultCacheBehavior"], *self.config["CacheBehaviors"]]:
            self.assertEqual(behavior["ViewerProtocolPolicy"], "redirect-to-https")
            self.assertEqual(behavior["AllowedMethods"], ["GET", "HEAD"])
            self.assertIn("ResponseHeadersPolicyId", behavior)

    def test_pictures_are_cached_for_an_hour_at_the_edge_and_in_browsers(self):
        images = self.behaviors["images/*"]
        cache = properties(images["CachePolicyId"]["Ref"])["CachePolicyConfig"]
        self.assertEqual({cache[ttl] for ttl in ("MinTTL", "DefaultTTL", "MaxTTL")}, {3600})
        headers = properties(images["ResponseHeadersPolicyId"]["Ref"])["ResponseHeadersPolicyConfig"]
        self.assertIn(
            {
                "Header": "Cache-Control",
                "Value": {"Fn::If": ["IsOpen", "public, max-age=3600", "private, max-age=3600"]},
                "Override": True,
            },
            headers["CustomHeadersConfig"]["Items"],
        )

    def test_pages_of_links_are_pages_that_search_engines_leave_out(self):
        self.assertEqual(set(self.behaviors), {"images/*", "keep/*", "shared/*"})
        shared = {**self.behaviors["shared/*"]}
        self.assertEqual(shared.pop("PathPattern"), "shared/*")
        self.assertEqual(
            {**shared, "ResponseHeadersPolicyId": {"Ref": "SiteHeaders"}}, self.config["DefaultCacheBehavior"]
        )
        pages, headers = (
            properties(name)["ResponseHeadersPolicyConfig"] for name in ("SiteHeaders", "SharedPageHeaders")
        )
        self.assertEqual(headers["SecurityHeadersConfig"], pages["SecurityHeadersConfig"])
        self.assertEqual(
            headers["CustomHeadersConfig"]["Items"],
            [
                *pages["CustomHeadersConfig"]["Items"],
                {"Header": "X-Robots-Tag", "Value": "noindex, nofollow", "Override": True},
            ],
        )

    def test_a_function_guards_the_pictures_of_closed_stacks(self):
        images = self.behaviors["images/*"]
        association = {
            "EventType": "viewer-request",
            "FunctionARN": {"Fn::GetAtt": ["ImageGuardFunction", "FunctionMetadata.FunctionARN"]},
        }
        self.assertEqual(images["FunctionAssociations"], {"Fn::If": ["IsClosed", [association], NOTHING]})
        # Small copies of judged pictures are shown, and guarded, as all others.
        self.assertEqual({**self.behaviors["keep/*"], "PathPattern": "images/*"}, images)
        for name in ["ImageGuardFunction", "PictureKey"]:
            self.assertEqual(RESOURCES[name]["Condition"], "IsClosed")
        key = properties("PictureKey")["GenerateSecretString"]
        self.assertEqual((key["PasswordLength"], key["ExcludePunctuation"]), (64, True))
        code = properties("ImageGuardFunction")["FunctionCode"]["Fn::Sub"]
        # The one reference, which CloudFormation resolves; whatever else looks like one could not be deployed.
        self.assertEqual(re.findall(r"\{\{.*?\}\}", code), ["{{resolve:secretsmanager:${PictureKey}:SecretString}}"])
        self.assertLess(len(code), 10240)

    def test_no_variable_holds_the_key_of_the_addresses(self):
        for name in FUNCTIONS:
            self.assertNotIn("resolve:secretsmanager", json.dumps(variables(name)))
            if "PICTURE_KEY_SECRET" in variables(name):
                self.assertEqual(
                    variables(name)["PICTURE_KEY_SECRET"], {"Fn::If": ["IsClosed", {"Ref": "PictureKey"}, ""]}
                )

    def test_takes_a_small_part_of_the_quota_of_twenty_policies(self):
        self.assertEqual(len(of_type("AWS::CloudFront::CachePolicy")), 1)
        self.assertEqual(len(of_type("AWS::CloudFront::ResponseHeadersPolicy")), 3)

    def test_has_the_price_class_of_north_america_and_europe(self):
        self.assertEqual(self.config["PriceClass"], "PriceClass_100")

    def test_the_page_has_a_strict_policy(self):
        headers = properties("SiteHeaders")["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
        policy, _ = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
        self.assertNotIn("unsafe", policy)
        self.assertIn("default-src 'none'", policy)
        self.assertIn("connect-src 'self' https://*.execute-api.${AWS::Region}.${AWS::URLSuffix}", policy)
        self.assertIn(" https://${ImagesBucket.RegionalDomainName}${SpaceAndIssuer};", policy)
        self.assertIn("frame-ancestors 'none'", policy)
        self.assertGreaterEqual(headers["StrictTransportSecurity"]["AccessControlMaxAgeSec"], 31536000)

    def test_cloudfront_reads_pictures_and_site_and_nothing_else(self):
        document = properties("ImagesBucketPolicy")["PolicyDocument"]
        (allow,) = [s for s in document["Statement"] if s["Effect"] == "Allow"]
        self.assertEqual(allow["Principal"], {"Service": "cloudfront.amazonaws.com"})
        self.assertEqual(allow["Action"], "s3:GetObject")
        self.assertEqual(
            [r["Fn::Sub"] for r in allow["Resource"]],
            [f"${{ImagesBucket.Arn}}/{prefix}/*" for prefix in ["images", "keep", "site"]],
        )
        self.assertTrue(
            allow["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"].endswith("distribution/${Distribution}")
        )


ANY = "x-amazon-apigateway-any-method"


class T5HttpApi(unittest.TestCase):
    body = properties("HttpApi")["Body"]

    def test_gives_the_functions_every_method_of_every_path(self):
        self.assertEqual(
            {f"{method} {path}" for path, item in self.body["paths"].items() for method in item},
            {f"{ANY} {path}" for path in contract()["paths"]},
        )

    def test_answers_cors_preflight(self):
        cors = self.body["x-amazon-apigateway-cors"]
        self.assertEqual(cors["allowMethods"], ["GET", "POST", "PATCH", "DELETE", "OPTIONS"])
        self.assertEqual(
            cors["allowHeaders"],
            [
                "Content-Type", "Authorization", "Idempotency-Key", "X-Correlation-ID", "X-Run-Key", "X-Run-Key-Hash",
                "X-Voter",
            ],
        )
        self.assertEqual(cors["maxAge"], 86400)
        self.assertEqual(PARAMETERS["AllowedOrigins"]["Default"], "*")

    def test_is_throttled_and_logged(self):
        (stage,) = of_type("AWS::ApiGatewayV2::Stage").values()
        self.assertIn("ThrottlingRateLimit", stage["DefaultRouteSettings"])
        self.assertEqual(stage["AccessLogSettings"]["DestinationArn"], {"Fn::GetAtt": ["ApiLogGroup", "Arn"]})
        json.loads(stage["AccessLogSettings"]["Format"])
        self.assertNotIn("sourceIp", stage["AccessLogSettings"]["Format"])
        self.assertTrue(properties("ApiLogGroup")["LogGroupName"]["Fn::Sub"].startswith("/aws/vendedlogs/"))


class T6Functions(unittest.TestCase):
    def test_are_one_for_each_route_of_the_first_version_and_the_workers(self):
        self.assertLessEqual({"Generate", "Status", "Enhance", "Gallery", "Models"}, set(API_FUNCTIONS))
        self.assertLessEqual({"Worker", "LargeWorker", "Sweeper"}, set(FUNCTIONS) - set(API_FUNCTIONS))

    def test_are_named_after_the_stack(self):
        # With all of its logical id, the name of the large worker would be too long for stacks that there are.
        names = {name: f"{name}Function" for name in FUNCTIONS} | {"LargeWorker": "LargeWorker"}
        for name, ending in names.items():
            self.assertEqual(
                properties(f"{name}Function")["FunctionName"], {"Fn::Sub": "${AWS::StackName}-%s" % ending}
            )
            self.assertLessEqual(len(ending), len("GenerateFunction"))

    def test_run_on_node_24_arm64_with_their_own_size(self):
        for name in FUNCTIONS:
            function = properties(f"{name}Function")
            self.assertEqual((function["Runtime"], function["Architectures"]), ("nodejs24.x", ["arm64"]))
        timeouts = {name: properties(f"{name}Function")["Timeout"] for name in FUNCTIONS}
        self.assertEqual((timeouts["Worker"], timeouts["Sweeper"]), (300, 120))
        # API Gateway gives up after 30 seconds.
        self.assertEqual([name for name in API_FUNCTIONS if not 10 <= timeouts[name] <= 29], [])

    def test_write_json_logs_that_are_kept_for_seven_days(self):
        self.assertEqual(PARAMETERS["LogRetentionDays"]["Default"], 7)
        for name in FUNCTIONS:
            logging = properties(f"{name}Function")["LoggingConfig"]
            self.assertEqual((logging["LogFormat"], logging["LogGroup"]), ("JSON", {"Ref": f"{name}LogGroup"}))
            self.assertEqual(properties(f"{name}LogGroup")["RetentionInDays"], {"Ref": "LogRetentionDays"})

    def test_have_exactly_the_variables_they_need(self):
        common = {
            "ENVIRONMENT", "POWERTOOLS_METRICS_NAMESPACE", "CONFIGURATION_VERSION",
        }
        models = {"MODEL_COUNT", "MODEL_NAMES", "MODEL_OVERRIDES"}
        limits = {"GLOBAL_RATE_LIMIT", "IP_RATE_LIMIT", "IP_WHITELIST", "USER_RATE_LIMIT"}
        budgets = {"DAILY_BUDGET_USD", "MONTHLY_BUDGET_USD", "USER_MONTHLY_BUDGET_USD"}
        api = {"ALLOWED_ORIGINS", "ACCESS", "SIGN_IN"}
        pictures = {"BUCKET_NAME", "TABLE_NAME", "IMAGE_BASE_URL", "PICTURE_KEY_SECRET"} | api
        expected = {
            "Generate": models | limits | budgets | api | {
                "BUCKET_NAME", "TABLE_NAME", "WORKER_FUNCTION", "LARGE_WORKER_FUNCTION", "DEFAULT_VISIBILITY", "KEPT_DAYS",
            },
            "Status": pictures,
            "Runs": pictures | {"VOTES_TABLE_NAME"},
            "Cancel": {"BUCKET_NAME", "TABLE_NAME"} | api,
            "Manage": {
                "BUCKET_NAME", "TABLE_NAME", "VOTES_TABLE_NAME", "KEPT_DAYS", "USER_RATE_LIMIT", "USER_MONTHLY_BUDGET_USD",
            } | api,
            "Links": {"BUCKET_NAME", "TABLE_NAME", "KEPT_DAYS"} | api,
            "Lists": {"BUCKET_NAME", "TABLE_NAME"} | models | api,
            # Asks nobody who they are, so that it reads no keys of programs.
            "Shared": pictures - {"TABLE_NAME"},
            "Inputs": {"BUCKET_NAME", "TABLE_NAME", "UPLOAD_URL"} | api,
            "Enhance": models | limits | budgets | api | {
                "TABLE_NAME", "KEYS_SECRET", "PROMPT_MODEL_INDEX", "PRIVATE_HOSTS",
            },
            "Gallery": pictures,
            "Models": models | limits | budgets | api | {
                "TABLE_NAME", "PROMPT_MODEL_INDEX", "DEFAULT_VISIBILITY", "KEPT_DAYS", "REPORT_ADDRESS",
            },
            "Worker": models | {
                "BUCKET_NAME", "TABLE_NAME", "KEYS_SECRET", "POWERTOOLS_SERVICE_NAME", "PRIVATE_HOSTS",
            },
            "Sweeper": models | {
                "BUCKET_NAME", "TABLE_NAME", "VOTES_TABLE_NAME", "WORKER_FUNCTION", "DEAD_LETTER_QUEUE", "PRIVATE_HOSTS",
            },
            "Votes": pictures | {"VOTES_TABLE_NAME"},
        }
        for name in FUNCTIONS:
            # A function that is not in the list has what its handler reads; it would not start without.
            self.assertEqual(set(variables(name)), common | expected.get(name, set(variables(name))), name)

    def test_ask_no_private_host(self):
        # Constant: a parameter could point the functions into a network.
        for name in FUNCTIONS:
            self.assertEqual(variables(name).get("PRIVATE_HOSTS", ""), "", name)

    def test_no_key_is_in_a_function_or_an_output(self):
        for name in FUNCTIONS:
            self.assertIsNone(re.search(r"Model\d+Key|VendorKeys", json.dumps(properties(f"{name}Function"))))
        self.assertIsNone(re.search(r"Model\d+Key|VendorKeys", json.dumps(TEMPLATE["Outputs"])))
        self.assertIsNone(re.search(r"Model\d+Key|VendorKeys", json.dumps(properties("ConfigurationVersion"))))

    def test_a_change_of_any_parameter_in_an_environment_publishes_new_versions(self):
        used = set(re.findall(r'"Ref": "(\w+)"', json.dumps([variables(n) for n in FUNCTIONS]))) & set(PARAMETERS)
        numbered = set(re.findall(r'"Ref": "(\w+)"', json.dumps(properties("ConfigurationVersion"))))
        self.assertLessEqual(used - {"Environment"}, numbered)
        for name, version in of_type("AWS::Lambda::Version").items():
            self.assertIn("ConfigurationVersion", json.dumps(version["Description"]), name)
        for name in FUNCTIONS:
            self.assertEqual(variables(name)["CONFIGURATION_VERSION"], {"Ref": "ConfigurationVersion"})

    def test_the_layer_is_for_those_who_decode_pictures(self):
        with_layer = [n for n in FUNCTIONS if "Layers" in properties(f"{n}Function")]
        self.assertEqual(sorted(with_layer), ["Inputs", "LargeWorker", "Worker"])


class T7Worker(unittest.TestCase):
    def event_settings(self, function):
        (config,) = [
            config for config in of_type("AWS::Lambda::EventInvokeConfig").values()
            if config["FunctionName"] == {"Ref": function}
        ]
        return config

    def test_is_not_retried_and_takes_no_old_event(self):
        config = self.event_settings("WorkerFunction")
        self.assertEqual((config["MaximumRetryAttempts"], config["MaximumEventAgeInSeconds"]), (0, 300))
        self.assertEqual(config["Qualifier"], "$LATEST")
        self.assertEqual(
            config["DestinationConfig"]["OnFailure"]["Destination"],
            {"Fn::GetAtt": ["WorkerDeadLetterQueue", "Arn"]},
        )

    def test_is_invoked_as_it_is_which_the_settings_belong_to(self):
        self.assertEqual(variables("Generate")["WORKER_FUNCTION"], {"Ref": "WorkerFunction"})
        self.assertEqual(variables("Generate")["LARGE_WORKER_FUNCTION"], {"Ref": "LargeWorkerFunction"})
        # Whoever died of a picture may have died of its size.
        self.assertEqual(variables("Sweeper")["WORKER_FUNCTION"], {"Ref": "LargeWorkerFunction"})
        for name in ["WorkerFunction", "LargeWorkerFunction"]:
            self.assertNotIn(f"{name}Aliaslive", RESOURCES)

    def test_differs_from_that_for_large_pictures_in_its_memory_alone(self):
        worker, large = (dict(properties(name)) for name in ["WorkerFunction", "LargeWorkerFunction"])
        self.assertGreaterEqual(large["MemorySize"], 2 * worker["MemorySize"])
        self.assertLessEqual(large["MemorySize"], 1024)
        self.assertEqual(large["LoggingConfig"], worker["LoggingConfig"] | {"LogGroup": {"Ref": "LargeWorkerLogGroup"}})
        # Who reserves executions reserves them once.
        self.assertNotIn("ReservedConcurrentExecutions", large)
        own = {"FunctionName", "Description", "MemorySize", "LoggingConfig", "ReservedConcurrentExecutions", "Code"}
        for name in set(worker) - own:
            self.assertEqual(large[name], worker[name], name)
        source_of = source()["Resources"]
        self.assertEqual(source_of["WorkerFunction"]["Metadata"], source_of["LargeWorkerFunction"]["Metadata"])
        settings, of_large = (dict(self.event_settings(name)) for name in ["WorkerFunction", "LargeWorkerFunction"])
        self.assertEqual(of_large | {"FunctionName": None}, settings | {"FunctionName": None})

    def test_reserves_nothing_unless_asked_to(self):
        self.assertEqual(PARAMETERS["WorkerConcurrency"]["Default"], 0)
        self.assertEqual(
            properties("WorkerFunction")["ReservedConcurrentExecutions"],
            {"Fn::If": ["HasWorkerConcurrency", {"Ref": "WorkerConcurrency"}, {"Ref": "AWS::NoValue"}]},
        )


class T8Roles(unittest.TestCase):
    EXPECTED = {
        "Generate": {
            ("s3:PutObject", "${ImagesBucket.Arn}/jobs/*"), ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/open/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/open/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/mine/*"), ("s3:GetObject", "${ImagesBucket.Arn}/references/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/images/*"), ("s3:GetObject", "${ImagesBucket.Arn}/images/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/expiry/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/lists/*"), ("s3:GetObject", "${ImagesBucket.Arn}/lists/*"),
            ("s3:ListBucket", "ImagesBucket.Arn"),
            ("dynamodb:UpdateItem", "CountersTable.Arn"), ("dynamodb:GetItem", "CountersTable.Arn"),
            ("lambda:InvokeFunction", "WorkerFunction.Arn"), ("lambda:InvokeFunction", "LargeWorkerFunction.Arn"),
        },
        "Status": {
            ("s3:ListBucket", "ImagesBucket.Arn"), ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"),
            ("secretsmanager:GetSecretValue", "PictureKey"), ("dynamodb:GetItem", "CountersTable.Arn"),
        },
        "Runs": {
            ("s3:ListBucket", "ImagesBucket.Arn"), ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"),
            ("s3:GetObject", "${ImagesBucket.Arn}/share/*"), ("s3:GetObject", "${ImagesBucket.Arn}/lists/*"),
            ("secretsmanager:GetSecretValue", "PictureKey"), ("dynamodb:GetItem", "CountersTable.Arn"),
            ("dynamodb:Query", "${VotesTable.Arn}/index/ByVoter"),
        },
        "Enhance": {
            ("dynamodb:UpdateItem", "CountersTable.Arn"), ("dynamodb:GetItem", "CountersTable.Arn"),
            ("secretsmanager:GetSecretValue", "KeysSecret"),
            (
                "bedrock:InvokeModel",
                "arn:${AWS::Partition}:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
            ),
        },
        "Gallery": {
            ("s3:ListBucket", "ImagesBucket.Arn"), ("s3:GetObject", "${ImagesBucket.Arn}/gallery/*"),
            ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"), ("secretsmanager:GetSecretValue", "PictureKey"),
            ("dynamodb:GetItem", "CountersTable.Arn"),
        },
        "Models": {("dynamodb:BatchGetItem", "CountersTable.Arn"), ("dynamodb:GetItem", "CountersTable.Arn")},
        "Cancel": {
            ("s3:PutObject", "${ImagesBucket.Arn}/jobs/*"), ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"),
            ("s3:DeleteObject", "${ImagesBucket.Arn}/open/*"), ("s3:ListBucket", "ImagesBucket.Arn"),
            ("dynamodb:UpdateItem", "CountersTable.Arn"), ("dynamodb:GetItem", "CountersTable.Arn"),
        },
        "Manage": {
            ("s3:DeleteObject", "${ImagesBucket.Arn}/keep/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/keepers/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/jobs/*"), ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/deleting/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/open/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/expiry/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/share/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/erasing/*"), ("dynamodb:BatchGetItem", "CountersTable.Arn"),
            ("s3:PutObject", "${ImagesBucket.Arn}/gallery/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/gallery/*"),
            ("s3:DeleteObject", "${ImagesBucket.Arn}/images/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/mine/*"),
            ("s3:GetObject", "${ImagesBucket.Arn}/lists/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/lists/*"),
            ("s3:ListBucket", "ImagesBucket.Arn"), ("dynamodb:Scan", "CountersTable.Arn"),
            ("dynamodb:UpdateItem", "CountersTable.Arn"), ("dynamodb:GetItem", "CountersTable.Arn"),
            ("dynamodb:Query", "${VotesTable.Arn}/index/ByVoter"), ("dynamodb:DeleteItem", "VotesTable.Arn"),
        },
        "Links": {
            ("s3:PutObject", "${ImagesBucket.Arn}/jobs/*"), ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/share/*"), ("s3:GetObject", "${ImagesBucket.Arn}/share/*"),
            ("s3:DeleteObject", "${ImagesBucket.Arn}/share/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/images/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/expiry/*"), ("s3:ListBucket", "ImagesBucket.Arn"),
            ("dynamodb:UpdateItem", "CountersTable.Arn"), ("dynamodb:GetItem", "CountersTable.Arn"),
        },
        "Lists": {
            ("s3:PutObject", "${ImagesBucket.Arn}/lists/*"), ("s3:GetObject", "${ImagesBucket.Arn}/lists/*"),
            ("s3:DeleteObject", "${ImagesBucket.Arn}/lists/*"), ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"),
            ("s3:ListBucket", "ImagesBucket.Arn"), ("dynamodb:BatchGetItem", "CountersTable.Arn"),
            ("dynamodb:UpdateItem", "CountersTable.Arn"), ("dynamodb:GetItem", "CountersTable.Arn"),
        },
        "Shared": {
            ("s3:GetObject", "${ImagesBucket.Arn}/share/*"), ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/images/*"), ("s3:GetObject", "${ImagesBucket.Arn}/images/*"),
            ("s3:ListBucket", "ImagesBucket.Arn"), ("secretsmanager:GetSecretValue", "PictureKey"),
        },
        "Inputs": {
            ("s3:PutObject", "${ImagesBucket.Arn}/uploads/*"), ("s3:GetObject", "${ImagesBucket.Arn}/uploads/*"),
            ("s3:DeleteObject", "${ImagesBucket.Arn}/uploads/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/references/*"), ("s3:GetObject", "${ImagesBucket.Arn}/references/*"),
            ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"), ("s3:GetObject", "${ImagesBucket.Arn}/images/*"),
            ("s3:ListBucket", "ImagesBucket.Arn"),
            ("dynamodb:UpdateItem", "CountersTable.Arn"),
        },
        "Votes": {
            ("s3:PutObject", "${ImagesBucket.Arn}/keep/*"), ("s3:PutObject", "${ImagesBucket.Arn}/keepers/*"),
            ("s3:GetObject", "${ImagesBucket.Arn}/images/*"),
            ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"), ("s3:ListBucket", "ImagesBucket.Arn"),
            ("s3:GetObject", "${ImagesBucket.Arn}/lists/*"),
            ("dynamodb:UpdateItem", "CountersTable.Arn"), ("dynamodb:GetItem", "CountersTable.Arn"),
            ("dynamodb:PutItem", "VotesTable.Arn"), ("dynamodb:GetItem", "VotesTable.Arn"),
            ("dynamodb:DeleteItem", "VotesTable.Arn"), ("dynamodb:Query", "VotesTable.Arn"),
            ("secretsmanager:GetSecretValue", "PictureKey"),
        },
        "Sweeper": {
            ("s3:DeleteObject", "${ImagesBucket.Arn}/keep/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/keepers/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/jobs/*"), ("s3:GetObject", "${ImagesBucket.Arn}/jobs/*"),
            ("s3:DeleteObject", "${ImagesBucket.Arn}/jobs/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/images/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/gallery/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/gallery/*"),
            ("s3:GetObject", "${ImagesBucket.Arn}/deleting/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/deleting/*"),
            ("s3:DeleteObject", "${ImagesBucket.Arn}/mine/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/erasing/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/deleting/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/expiry/*"),
            ("s3:DeleteObject", "${ImagesBucket.Arn}/share/*"),
            ("s3:GetObject", "${ImagesBucket.Arn}/lists/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/lists/*"),
            ("s3:PutObject", "${ImagesBucket.Arn}/open/*"), ("s3:DeleteObject", "${ImagesBucket.Arn}/open/*"),
            ("s3:ListBucket", "ImagesBucket.Arn"),
            ("dynamodb:UpdateItem", "CountersTable.Arn"), ("dynamodb:GetItem", "CountersTable.Arn"),
            ("lambda:InvokeFunction", "LargeWorkerFunction.Arn"),
            ("sqs:ReceiveMessage", "WorkerDeadLetterQueue.Arn"), ("sqs:DeleteMessage", "WorkerDeadLetterQueue.Arn"),
            ("dynamodb:Query", "${VotesTable.Arn}/index/ByVoter"), ("dynamodb:DeleteItem", "VotesTable.Arn"),
        },
    }

    def test_each_function_has_a_role_of_its_own(self):
        for name in FUNCTIONS:
            self.assertEqual(properties(f"{name}Function")["Role"], {"Fn::GetAtt": [role_of(name), "Arn"]})
            self.assertNotIn("ManagedPolicyArns", properties(role_of(name)))

    def test_each_role_allows_what_its_function_does(self):
        for name, expected in self.EXPECTED.items():
            logs = {(a, f"{name}LogGroup.Arn") for a in ["logs:CreateLogStream", "logs:PutLogEvents"]}
            self.assertEqual(allowed(name), expected | logs, name)

    def test_only_worker_and_enhance_read_the_keys(self):
        def readers(secret):
            return [n for n in FUNCTIONS if any(a.startswith("secretsmanager:") and r == secret for a, r in allowed(n))]

        self.assertEqual(readers("KeysSecret"), ["Enhance", "Worker", "LargeWorker"])
        # Whoever gives addresses of pictures, and nobody else.
        signers = [n for n in FUNCTIONS if "PICTURE_KEY_SECRET" in variables(n)]
        self.assertEqual(readers("PictureKey"), signers)

    def test_no_wildcard_but_below_a_prefix(self):
        for name in FUNCTIONS:
            for action, resource in allowed(name):
                self.assertNotIn("*", action)
                self.assertTrue("*" not in resource or re.fullmatch(r"\$\{ImagesBucket\.Arn\}/\w+/\*", resource))

    def test_listing_is_limited_to_prefixes(self):
        for name in FUNCTIONS:
            for statement in statements(name):
                if statement["Action"] == "s3:ListBucket":
                    prefixes = statement["Condition"]["StringLike"]["s3:prefix"]
                    self.assertTrue(all(re.fullmatch(r"\w+/\*", prefix) for prefix in prefixes))


class T9Alarms(unittest.TestCase):
    alarms = of_type("AWS::CloudWatch::Alarm")

    def of_workers(self, alarm):
        """Of both functions: what is made of it, and from where on it is too much."""
        (made, *metrics) = alarm["Metrics"]
        stats = [metric["MetricStat"] for metric in metrics]
        self.assertEqual(
            [stat["Metric"]["Dimensions"] for stat in stats],
            [[{"Name": "FunctionName", "Value": {"Ref": name}}] for name in ["WorkerFunction", "LargeWorkerFunction"]],
        )
        (same,) = {(stat["Metric"]["MetricName"], stat["Stat"], stat["Period"]) for stat in stats}
        return made["Expression"], same, alarm["Threshold"], alarm["ComparisonOperator"]

    def metric(self, namespace, name, function="SweeperFunction"):
        for alarm in self.alarms.values():
            if (alarm.get("Namespace"), alarm.get("MetricName")) != (namespace, name):
                continue
            if namespace != "AWS/Lambda" or alarm["Dimensions"][0]["Value"] == {"Ref": function}:
                return alarm["Statistic"], alarm["Period"], alarm["Threshold"], alarm["ComparisonOperator"]
        self.fail(f"no alarm on {namespace} {name}")

    def test_two_server_errors_of_the_newest_version_in_five_minutes(self):
        for name in API_FUNCTIONS:
            alarm = self.alarms[f"{name}ErrorsAlarm"]
            self.assertEqual((alarm["Threshold"], alarm["ComparisonOperator"]), (1, "GreaterThanThreshold"))
            (version,) = [v for v in of_type("AWS::Lambda::Version") if v.startswith(f"{name}FunctionVersion")]
            # A new alarm for each version: a changed one would keep the state that the version before had brought it to.
            self.assertEqual(
                alarm["AlarmName"], {"Fn::Sub": "${AWS::StackName}-%sErrors-${%s.Version}" % (name, version)}
            )
            for metric in alarm["Metrics"][1:]:
                self.assertEqual((metric["MetricStat"]["Stat"], metric["MetricStat"]["Period"]), ("Sum", 300))
                self.assertIn({"Fn::GetAtt": [version, "Version"]}, [
                    dimension["Value"] for dimension in metric["MetricStat"]["Metric"]["Dimensions"]
                ])

    def test_two_crashes_of_the_worker_in_five_minutes(self):
        self.assertEqual(
            self.of_workers(self.alarms["WorkerErrorsAlarm"]),
            ("SUM(METRICS())", ("Errors", "Sum", 300), 1, "GreaterThanThreshold"),
        )

    def test_three_failed_passes_of_the_sweeper_in_half_an_hour(self):
        self.assertEqual(
            self.metric("AWS/Lambda", "Errors"), ("Sum", 1800, 2, "GreaterThanThreshold")
        )

    def test_more_than_two_minutes_on_average(self):
        self.assertEqual(
            self.of_workers(self.alarms["WorkerDurationAlarm"]),
            ("MAX(METRICS())", ("Duration", "Average", 300), 120000, "GreaterThanThreshold"),
        )

    def test_dead_letters_and_server_errors(self):
        self.assertEqual(self.metric("AWS/SQS", "ApproximateNumberOfMessagesVisible")[2], 0)
        self.assertEqual(self.metric("AWS/ApiGateway", "5xx")[2], 1)

    def test_go_to_the_topic_when_there_is_an_address(self):
        self.assertEqual(RESOURCES["AlarmTopic"]["Condition"], "HasAlarmEmail")
        for alarm in self.alarms.values():
            self.assertEqual(
                alarm["AlarmActions"],
                {"Fn::If": ["HasAlarmEmail", [{"Ref": "AlarmTopic"}], {"Ref": "AWS::NoValue"}]},
            )


class T10Tags(unittest.TestCase):
    def test_everything_that_takes_tags_has_them(self):
        for name, resource in RESOURCES.items():
            if resource["Type"] in UNTAGGED:
                continue
            tags = tags_of(resource["Properties"])
            if resource["Type"].startswith(("AWS::CodeDeploy::", "AWS::Events::")) or name == "CodeDeployServiceRole":
                tags = {**TAGS, **tags}  # Made by SAM; they get the tags of the stack from samconfig.toml.
            for key, value in TAGS.items():
                self.assertEqual(tags.get(key), value, f"{name} {key}")


class T11Outputs(unittest.TestCase):
    def test_are_there(self):
        expected = {"ApiEndpoint", "CloudFrontDomain", "S3BucketName", "SiteUrl"}
        self.assertLessEqual(expected | {f"{name}FunctionName" for name in FUNCTIONS}, set(TEMPLATE["Outputs"]))


class T12Stores(unittest.TestCase):
    def test_the_table_is_on_demand_encrypted_and_forgets(self):
        table = properties("CountersTable")
        self.assertEqual(table["BillingMode"], "PAY_PER_REQUEST")
        self.assertEqual(table["TimeToLiveSpecification"], {"AttributeName": "expiresAt", "Enabled": True})
        # False is the key that AWS owns, which is free; unencrypted tables do not exist.
        self.assertIs(table["SSESpecification"]["SSEEnabled"], False)
        self.assertEqual(table["KeySchema"], [{"AttributeName": "pk", "KeyType": "HASH"}])

    def test_votes_outlive_the_stack_and_can_be_restored(self):
        table = properties("VotesTable")
        self.assertEqual(table["BillingMode"], "PAY_PER_REQUEST")
        self.assertEqual(table["PointInTimeRecoverySpecification"], {"PointInTimeRecoveryEnabled": True})
        self.assertNotIn("TimeToLiveSpecification", table)
        self.assertEqual(RESOURCES["VotesTable"]["DeletionPolicy"], "RetainExceptOnCreate")
        self.assertEqual(RESOURCES["VotesTable"]["UpdateReplacePolicy"], "Retain")

    def test_the_secret_is_json_of_all_keys(self):
        text = properties("KeysSecret")["SecretString"]["Fn::Sub"]
        keys = json.loads(re.sub(r"\$\{(?:Model(\d+)|Vendor)Keys?\}", r"key \1", text))
        self.assertEqual(keys, {str(n): f"key {n}" for n in range(1, 21)} | {"vendors": "key "})

    def test_both_end_with_the_stack(self):
        for name in ["CountersTable", "KeysSecret"]:
            self.assertEqual(RESOURCES[name]["DeletionPolicy"], "Delete")


class T13Environments(unittest.TestCase):
    def test_production_deploys_gradually_and_rolls_back_on_alarms(self):
        groups = of_type("AWS::CodeDeploy::DeploymentGroup")
        self.assertEqual(len(groups), len(API_FUNCTIONS))
        for name in API_FUNCTIONS:
            group = groups[f"{name}FunctionDeploymentGroup"]
            self.assertIn("Canary10Percent10Minutes", json.dumps(group["DeploymentConfigName"]))
            self.assertIn("IsProd", json.dumps(group["DeploymentConfigName"]))
            self.assertIn(
                "DEPLOYMENT_STOP_ON_ALARM", group["AutoRollbackConfiguration"]["Events"]
            )
            self.assertEqual(group["AlarmConfiguration"]["Alarms"], [{"Name": {"Ref": f"{name}ErrorsAlarm"}}])

    def test_the_api_calls_the_alias(self):
        body = json.dumps(properties("HttpApi")["Body"])
        for name in API_FUNCTIONS:
            self.assertIn(f"{name}FunctionAliaslive", body)

    def test_two_environments_share_no_name(self):
        for name, resource in RESOURCES.items():
            for key in ["FunctionName", "BucketName", "LogGroupName", "QueueName", "DashboardName", "AlarmName"]:
                value = resource["Properties"].get(key)
                if value is not None and resource["Type"] not in UNTAGGED - {"AWS::CloudWatch::Dashboard"}:
                    self.assertRegex(json.dumps(value), r"AWS::StackName|AWS::StackId", f"{name} {key}")


class T14People(unittest.TestCase):
    NAMES = ["People", "PeopleDomain", "PeopleClient", "PeoplePages", "PeopleAdmins", "Owner", "OwnerIsAdmin"]
    pool = properties("People")
    client = properties("PeopleClient")

    def test_are_there_only_where_they_are_invited(self):
        for name in self.NAMES:
            expected = "HasOwner" if name.startswith("Owner") else "IsInvited"
            self.assertEqual(RESOURCES[name]["Condition"], expected, name)
        conditions = TEMPLATE["Conditions"]
        self.assertEqual(conditions["IsInvited"], {"Fn::Equals": [{"Ref": "Access"}, "invited"]})
        self.assertEqual(conditions["HasOwner"]["Fn::And"][0], {"Condition": "IsInvited"})
        self.assertEqual(TEMPLATE["Outputs"]["UserPoolId"]["Condition"], "IsInvited")

    def test_the_pool_outlives_stack_and_mode(self):
        self.assertEqual(
            (RESOURCES["People"]["DeletionPolicy"], RESOURCES["People"]["UpdateReplacePolicy"]), ("Retain", "Retain")
        )
        self.assertEqual(self.pool["DeletionProtection"], "ACTIVE")
        # A new pool would want the same domain.
        self.assertNotIn("DeletionPolicy", RESOURCES["PeopleDomain"])

    def test_nobody_can_sign_up(self):
        create = self.pool["AdminCreateUserConfig"]
        self.assertIs(create["AllowAdminCreateUserOnly"], True)
        text = create["InviteMessageTemplate"]["EmailMessage"]["Fn::Sub"][0]
        for placeholder in ["{username}", "{####}", "${Site}"]:
            self.assertIn(placeholder, text)

    def test_people_are_known_by_their_address_in_whatever_case(self):
        self.assertEqual(self.pool["UsernameAttributes"], ["email"])
        self.assertIs(self.pool["UsernameConfiguration"]["CaseSensitive"], False)

    def test_passkeys_have_the_tier_and_the_pages_that_they_need(self):
        self.assertEqual(self.pool["UserPoolTier"], "ESSENTIALS")
        self.assertEqual(self.pool["Policies"]["SignInPolicy"], {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]})
        self.assertEqual(properties("PeopleDomain")["ManagedLoginVersion"], 2)
        self.assertIs(properties("PeoplePages")["UseCognitoProvidedValues"], True)

    def test_the_page_signs_in_by_code_without_a_secret_and_rotates(self):
        self.assertIs(self.client["GenerateSecret"], False)
        self.assertEqual(self.client["AllowedOAuthFlows"], ["code"])
        self.assertEqual(self.client["RefreshTokenRotation"]["Feature"], "ENABLED")
        # Cognito refuses a client with both.
        self.assertEqual(self.client["ExplicitAuthFlows"], ["ALLOW_USER_AUTH"])
        site = variables("Status")["IMAGE_BASE_URL"]
        self.assertEqual(self.client["CallbackURLs"], [{"Fn::Join": ["", [site, "/signed-in"]]}])
        self.assertEqual(self.client["LogoutURLs"], [{"Fn::Join": ["", [site, "/"]]}])

    def test_the_domain_is_free_of_what_cognito_refuses(self):
        text, parts = properties("PeopleDomain")["Domain"]["Fn::Sub"]
        self.assertEqual(text, "pixel-prompt-${Environment}-${Unique}")
        self.assertEqual(parts, properties("ImagesBucket")["BucketName"]["Fn::Sub"][1])
        for environment in PARAMETERS["Environment"]["AllowedValues"]:
            self.assertIsNone(re.search("[A-Z]|aws|amazon|cognito", f"pixel-prompt-{environment}-0123456789ab"))

    def test_no_headers_wait_for_the_pool_that_waits_for_them(self):
        self.assertNotIn("People", json.dumps(properties("SiteHeaders")))

    def test_every_function_of_the_api_knows_the_pool(self):
        for name in API_FUNCTIONS:
            condition, invited, given = variables(name)["SIGN_IN"]["Fn::If"]
            self.assertEqual((condition, given), ("IsInvited", {"Ref": "SignIn"}))
            sign_in = json.loads(invited["Fn::Sub"])
            self.assertEqual(
                sign_in["issuer"], "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${People}"
            )
            self.assertEqual((sign_in["clientId"], sign_in["adminValues"]), ("${PeopleClient}", ["admin"]))
            self.assertEqual(properties("PeopleAdmins")["GroupName"], "admin")


if __name__ == "__main__":
    unittest.main()
