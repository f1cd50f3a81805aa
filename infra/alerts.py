"""Tells people when jobs or readers are in trouble."""

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.job_queue import JobQueue
from infra.outputs import output
from infra.settings import Settings

OLDEST_MESSAGE_SECONDS = 15 * 60


class Alerts(Construct):
    """Alarms of one metric each, all sent to one topic."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: Settings) -> None:
        super().__init__(scope, construct_id)
        self.topic = sns.Topic(self, "Topic", enforce_ssl=settings.stage.require_tls)
        self._let_alarms_publish()
        output(self, "AlertsTopicArn", self.topic.topic_arn)
        if settings.alarm_email:
            self.topic.add_subscription(subscriptions.EmailSubscription(settings.alarm_email))

    def watch_jobs(self, jobs: JobQueue) -> None:
        self._alarm(
            "DeadLetters",
            jobs.dead_letters.metric_approximate_number_of_messages_visible(statistic="max"),
            "Jobs were given up and lie in the dead-letter queue.",
        )
        self._alarm(
            "OldestMessage",
            jobs.queue.metric_approximate_age_of_oldest_message(statistic="max"),
            "A job has been waiting for more than 15 minutes.",
            above=OLDEST_MESSAGE_SECONDS,
        )
        self._alarm(
            "OldestGivenUp",
            jobs.given_up.metric_approximate_age_of_oldest_message(statistic="max"),
            "A job that was given up has been waiting for its verdict for more than 15 minutes.",
            above=OLDEST_MESSAGE_SECONDS,
        )

    def watch_functions(self, **functions: lambda_.Function) -> None:
        for keyword, function in functions.items():
            name = keyword.replace("_", " ")
            prefix = name.title().replace(" ", "")
            self._alarm(
                f"{prefix}Errors",
                function.metric_errors(statistic="sum"),
                f"The {name} function failed.",
            )
            self._alarm(
                f"{prefix}Throttles",
                function.metric_throttles(statistic="sum"),
                f"The account's concurrency does not suffice for the {name} function.",
            )

    def watch_api(self, http_api: apigateway.HttpApi) -> None:
        self._alarm(
            "ApiServerErrors",
            http_api.metric_server_error(statistic="sum"),
            "The API answered with a server error.",
        )

    def _alarm(
        self, construct_id: str, metric: cloudwatch.Metric, description: str, *, above: int = 0
    ) -> None:
        cloudwatch.Alarm(
            self,
            construct_id,
            metric=metric,
            alarm_description=description,
            threshold=above,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            evaluation_periods=1,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        ).add_alarm_action(actions.SnsAction(self.topic))

    def _let_alarms_publish(self) -> None:
        """A topic policy of one's own (TLS only) replaces the default one that allowed it."""
        self.topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[self.topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": cdk.Stack.of(self).account}},
            )
        )
