import pytest

from tests.infra.templates import Synthesized, flat, many

LOG_TABLE = "{ExecutionLogTableAA49E29E.Arn}"
AUDIT_TABLE = "{AuditTable18A3095C.Arn}"
CURSOR_KEYS_TABLE = "{CursorKeysTable13BF1EE5.Arn}"
PROFILES_TABLE = "{ProfilesTable43079065.Arn}"
QUEUE = "{JobsQueue24944186.Arn}"
GIVEN_UP = "{JobsGivenUp32D49790.Arn}"
DEAD_LETTERS = "{JobsDeadLetters8D991969.Arn}"
SITE_OBJECTS = "{SiteBucket978D4AEB.Arn}/*"
EXPORTS_TABLE = "{ExportsTable988C3FB1.Arn}"
EXPORTED_FILES = "{ExportsBucket54D5CE64.Arn}/exports/*"
MODELS = {
    "default": "amazon.nova-lite-v1:0",
    "comprehensive": "meta.llama4-scout-17b-instruct-v1:0",
}


def test_no_role_is_allowed_a_wildcard_action(any_stage: Synthesized) -> None:
    actions = [a for statement in any_stage.statements() for a in many(statement["Action"])]
    assert actions
    assert [action for action in actions if "*" in action] == []


def test_no_role_is_allowed_a_wildcard_resource_but_files_of_one_bucket(
    any_stage: Synthesized,
) -> None:
    resources = {
        flat(resource)
        for statement in any_stage.statements()
        for resource in many(statement["Resource"])
    }
    assert {resource for resource in resources if "*" in resource} == {
        SITE_OBJECTS,
        EXPORTED_FILES,
    }
    for role in ("Processor", "DeadLetters", "Sweeper", "Api", "Exports"):
        assert SITE_OBJECTS not in {r for _, r in any_stage.allowed(role)}
    for role in ("Processor", "DeadLetters", "Sweeper", "SiteFiles"):
        assert EXPORTED_FILES not in {r for _, r in any_stage.allowed(role)}


def test_every_policy_only_allows(any_stage: Synthesized) -> None:
    assert {statement["Effect"] for statement in any_stage.statements()} == {"Allow"}


def test_no_role_carries_a_managed_policy_or_one_outside_the_checked_ones(
    any_stage: Synthesized,
) -> None:
    for role in any_stage.resources("AWS::IAM::Role").values():
        assert role["Properties"].keys() <= {"AssumeRolePolicyDocument"}
    for policy in any_stage.resources("AWS::IAM::ManagedPolicy").values():
        assert policy["Properties"].keys() == {"Description", "Path", "PolicyDocument"}


def test_each_function_has_a_role_of_its_own(any_stage: Synthesized) -> None:
    functions = any_stage.resources("AWS::Lambda::Function").values()
    roles = [flat(function["Properties"]["Role"]) for function in functions]
    assert len(set(roles)) == len(roles) == 6


def test_processor_may_do_exactly_what_it_does(any_stage: Synthesized) -> None:
    allowed = any_stage.allowed("Processor")
    models = {(action, arn) for action, arn in allowed if action.startswith("bedrock:")}
    assert allowed - models == {
        ("logs:CreateLogStream", "{ProcessorLogs3A07F617.Arn}"),
        ("logs:PutLogEvents", "{ProcessorLogs3A07F617.Arn}"),
        *((f"dynamodb:{verb}", LOG_TABLE) for verb in ("Query", "PutItem")),
        ("dynamodb:UpdateItem", PROFILES_TABLE),
        *(
            (f"sqs:{verb}", DEAD_LETTERS)
            for verb in ("SendMessage", "GetQueueAttributes", "GetQueueUrl")
        ),
        *(
            (f"sqs:{verb}", QUEUE)
            for verb in (
                *("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility"),
                *("GetQueueAttributes", "GetQueueUrl"),
            )
        ),
    }


def test_processor_may_invoke_the_two_configured_models_and_no_other(
    any_stage: Synthesized,
) -> None:
    allowed = any_stage.allowed("Processor")
    models = {(action, arn) for action, arn in allowed if action.startswith("bedrock:")}
    assert {action for action, _ in models} == {"bedrock:InvokeModel"}
    assert {arn.rpartition("/")[2].removeprefix("us.") for _, arn in models} == set(MODELS.values())


@pytest.mark.parametrize("function", ["Processor", "DeadLetters"])
@pytest.mark.parametrize("queue", [QUEUE, GIVEN_UP])
def test_what_works_off_a_queue_cannot_send_to_one_that_is_worked_off(
    any_stage: Synthesized, function: str, queue: str
) -> None:
    """Lambda stops such a loop without telling anybody (row I16)."""
    assert ("sqs:SendMessage", queue) not in any_stage.allowed(function)


def test_dead_letters_may_do_exactly_what_it_does(any_stage: Synthesized) -> None:
    assert any_stage.allowed("DeadLetters") == {
        ("logs:CreateLogStream", "{DeadLettersLogs5A2CF3D6.Arn}"),
        ("logs:PutLogEvents", "{DeadLettersLogs5A2CF3D6.Arn}"),
        *((f"dynamodb:{verb}", LOG_TABLE) for verb in ("Query", "PutItem", "UpdateItem")),
        *(
            (f"sqs:{verb}", DEAD_LETTERS)
            for verb in ("SendMessage", "GetQueueAttributes", "GetQueueUrl")
        ),
        *(
            (f"sqs:{verb}", GIVEN_UP)
            for verb in (
                *("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility"),
                *("GetQueueAttributes", "GetQueueUrl"),
            )
        ),
    }


def test_nothing_but_an_admins_request_takes_dead_letters_off_their_queue(
    any_stage: Synthesized,
) -> None:
    roles = any_stage.resources("AWS::IAM::Role")
    deleting = [r for r in roles if ("sqs:DeleteMessage", DEAD_LETTERS) in any_stage.allowed(r)]
    assert deleting == ["ApiRoleDE7A08EC"]


def test_sweeper_may_only_find_what_is_unfinished_and_end_it(any_stage: Synthesized) -> None:
    assert any_stage.allowed("Sweeper") == {
        ("logs:CreateLogStream", "{SweeperLogs964BB71D.Arn}"),
        ("logs:PutLogEvents", "{SweeperLogs964BB71D.Arn}"),
        ("dynamodb:Query", f"{LOG_TABLE}/index/by_status"),
        ("dynamodb:UpdateItem", LOG_TABLE),
    }


def test_api_may_do_exactly_what_it_does(any_stage: Synthesized) -> None:
    assert any_stage.allowed("Api") == {
        ("logs:CreateLogStream", "{ApiLogsCD139AD4.Arn}"),
        ("logs:PutLogEvents", "{ApiLogsCD139AD4.Arn}"),
        *((f"dynamodb:{verb}", LOG_TABLE) for verb in ("Query", "PutItem", "UpdateItem")),
        ("dynamodb:Query", f"{LOG_TABLE}/index/by_company"),
        ("dynamodb:Query", f"{LOG_TABLE}/index/by_start"),
        ("dynamodb:Query", f"{LOG_TABLE}/index/by_status"),
        ("dynamodb:GetItem", PROFILES_TABLE),
        *((f"dynamodb:{verb}", AUDIT_TABLE) for verb in ("PutItem", "Query")),
        ("dynamodb:UpdateItem", CURSOR_KEYS_TABLE),
        *((f"dynamodb:{verb}", EXPORTS_TABLE) for verb in ("GetItem", "PutItem", "Query")),
        ("s3:GetObject", EXPORTED_FILES),
        ("lambda:InvokeFunction", "{ExportsFunction8245CB7E.Arn}"),
        ("cognito-idp:AdminGetUser", "{SignInUserPoolA2C003D1.Arn}"),
        *((f"sqs:{verb}", QUEUE) for verb in ("SendMessage", "GetQueueAttributes")),
        *(
            (f"sqs:{verb}", DEAD_LETTERS)
            for verb in (
                *("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility"),
                *("GetQueueAttributes", "StartMessageMoveTask"),
            )
        ),
    }


def test_only_the_api_reaches_the_keys_of_cursors(any_stage: Synthesized) -> None:
    roles = any_stage.resources("AWS::IAM::Role")
    reaching = {
        role
        for role in roles
        for _, arn in any_stage.allowed(role)
        if arn.startswith(CURSOR_KEYS_TABLE)
    }
    assert reaching == {"ApiRoleDE7A08EC"}


def test_exporter_may_only_list_executions_and_write_exports(any_stage: Synthesized) -> None:
    """Neither a log's events nor what somebody else has exported."""
    assert any_stage.allowed("Exports") == {
        ("logs:CreateLogStream", "{ExportsLogs8441BD01.Arn}"),
        ("logs:PutLogEvents", "{ExportsLogs8441BD01.Arn}"),
        ("dynamodb:Query", f"{LOG_TABLE}/index/by_company"),
        ("dynamodb:Query", f"{LOG_TABLE}/index/by_start"),
        ("dynamodb:Query", f"{LOG_TABLE}/index/by_status"),
        *((f"dynamodb:{verb}", EXPORTS_TABLE) for verb in ("GetItem", "PutItem")),
        ("s3:PutObject", EXPORTED_FILES),
        ("s3:AbortMultipartUpload", EXPORTED_FILES),
    }


def test_nobody_may_change_or_delete_an_entry_of_the_audit_log(any_stage: Synthesized) -> None:
    roles = any_stage.resources("AWS::IAM::Role")
    allowed = {(role, *pair) for role in roles for pair in any_stage.allowed(role)}
    on_audit = {(role, action) for role, action, arn in allowed if arn.startswith(AUDIT_TABLE)}
    assert on_audit == {
        ("ApiRoleDE7A08EC", "dynamodb:PutItem"),
        ("ApiRoleDE7A08EC", "dynamodb:Query"),
    }
