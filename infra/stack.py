"""The table of contents: what there is, and who may do what with it."""

from pathlib import Path

import aws_cdk as cdk

from infra.addresses import addresses_of
from infra.alerts import Alerts
from infra.api import Api
from infra.audit import AuditTable
from infra.cursor_keys import CursorKeysTable
from infra.dead_letters import DeadLetters
from infra.event_bus import EventBus
from infra.execution_log_table import ExecutionLogTable
from infra.exports import Exports
from infra.job_queue import JobQueue
from infra.processor import Processor
from infra.profiles_table import ProfilesTable
from infra.recorder import Recorder
from infra.settings import Settings
from infra.sign_in import SignIn
from infra.site import Site
from infra.site_files import BUILT_PAGE, SiteFiles
from infra.sweeper import Sweeper


class ExecutionLogStack(cdk.Stack):
    def __init__(self, app: cdk.App, settings: Settings, *, page: Path = BUILT_PAGE) -> None:
        stage, addresses = settings.stage, addresses_of(settings)
        super().__init__(app, f"ExecutionLog-{stage.name}")
        self.termination_protection = stage.termination_protection
        # W3005: CDK names a function's role twice.
        self.template_options.metadata = {"cfn-lint": {"config": {"ignore_checks": ["W3005"]}}}

        execution_log = ExecutionLogTable(self, "ExecutionLog", stage=stage)
        profiles = ProfilesTable(self, "Profiles", stage=stage)
        audit = AuditTable(self, "Audit", stage=stage)
        cursor_keys = CursorKeysTable(self, "CursorKeys", stage=stage)
        jobs = JobQueue(self, "Jobs", stage=stage)
        processor = Processor(
            self, "Processor", settings=settings, jobs=jobs, log=execution_log, profiles=profiles
        )
        dead_letters = DeadLetters(
            self, "DeadLetters", settings=settings, jobs=jobs, log=execution_log
        )
        sweeper = Sweeper(self, "Sweeper", settings=settings, log=execution_log)
        api = Api(
            self,
            "Api",
            settings=settings,
            log=execution_log,
            profiles=profiles,
            audit=audit,
            cursor_keys=cursor_keys,
            jobs=jobs,
            addresses=addresses,
        )
        sign_in = SignIn(self, "SignIn", stage=stage, addresses=addresses)
        site = Site(self, "Site", settings=settings, addresses=addresses, api=api, sign_in=sign_in)
        exports = Exports(
            self, "Exports", settings=settings, log=execution_log, access_log=site.access_log
        )
        client = sign_in.client_of(site.url, settings.embed_origins)
        files = SiteFiles(self, "SiteFiles", stage=stage, bucket=site.bucket, page=page)
        alerts = Alerts(self, "Alerts", settings=settings)
        EventBus(self, "Events")
        self.recorder = Recorder(self, "Recorder", settings=settings, log=execution_log)

        execution_log.grant_record(processor.function)
        profiles.grant_update(processor.function)
        jobs.dead_letters.grant_send_messages(processor.function)
        processor.grant_invoke_models(settings.default_model_id, settings.comprehensive_model_id)
        processor.work_off(jobs.queue, max_concurrency=settings.max_concurrency)

        execution_log.grant_record(dead_letters.function)
        execution_log.grant_conclude(dead_letters.function)
        jobs.dead_letters.grant_send_messages(dead_letters.function)
        dead_letters.explain(jobs)

        execution_log.grant_find_unfinished(sweeper.function)
        execution_log.grant_conclude(sweeper.function)

        execution_log.grant_read(api.function)
        execution_log.grant_request(api.function)
        profiles.grant_read(api.function)
        audit.grant_add_and_read(api.function)
        cursor_keys.grant_agree(api.function)
        jobs.grant_administer(api.function)
        api.open_to(sign_in.user_pool, client)

        execution_log.grant_list(exports.function)
        exports.open_to(api.function)
        files.publish(sign_in.config(client, site.url))

        alerts.watch_jobs(jobs)
        alerts.watch_functions(
            processor=processor.function,
            dead_letters=dead_letters.function,
            sweeper=sweeper.function,
            api=api.function,
            exporter=exports.function,
        )
        alerts.watch_api(api.http_api)
