"""The CDK app: the stack of one stage (`-c stage=local|dev|prod`). Calls nothing on AWS."""

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from infra.settings import InvalidContext, Settings
from infra.stack import ExecutionLogStack

app = cdk.App(analytics_reporting=False)
try:
    settings = Settings.from_context(app.node)
except InvalidContext as error:
    raise SystemExit(f"cdk context: {error}") from None
ExecutionLogStack(app, settings)
if settings.stage.checked:
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app, verbose=True))
app.synth()
