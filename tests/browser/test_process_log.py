"""What a person reads in the Process Log."""

import re

from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.api import Api


def test_the_button_of_a_row_opens_its_log(page: Page, api: Api) -> None:
    page.goto("/")
    page.get_by_role("button", name="Process Log of Acme Corp").click()
    dialog = page.get_by_role("dialog", name="Process Log")

    expect(dialog.get_by_role("heading", name="Process Log")).to_be_visible()
    expect(dialog.locator("process-log .header")).to_contain_text("Acme Corp")
    expect(dialog.locator(".header .badge")).to_have_text("Failed")


def test_the_verdict_comes_before_all_else(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB")
    first = page.locator(".body > *").first

    expect(first).to_contain_text("Failed after 2m 30s in orchestrator_execution")
    expect(first).to_contain_text("AI generation timeout after 480000ms")
    expect(first).to_contain_text("The queue tries it again by itself.")


def test_the_facts_of_the_sample_are_those_of_the_specification(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB")
    facts = page.locator(".log-metadata")
    expect(facts).to_be_visible()

    assert dict(
        zip(
            facts.locator("dt").all_inner_texts(),
            facts.locator("dd").all_inner_texts(),
            strict=True,
        )
    ) == {
        "Tracking ID": "60B3RNTB",
        "Execution ID": "exec_1703123456789_xyz123abc",
        "Tier": "comprehensive",
        "Attempt": "1 of 1",
        "Started": "15 Jan 2024, 11:30:00 CET",
        "Duration": "2m 30s",
        "Total steps": "4",
        "Kept until": "22 Jan 2024, 11:32 CET",
    }


def test_the_steps_come_in_order_with_time_from_start_and_message(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB")
    steps = page.get_by_role("dialog").locator(".step")
    expect(steps).to_have_count(4)

    assert [
        tuple(step.locator(part).inner_text() for part in (".name", ".from-start", ".step-message"))
        for step in steps.all()
    ] == [(s["step"], s["time_from_start"], s["message"]) for s in logs.sample()["steps"]]
    expect(steps.last.locator(".from-start")).to_have_text("+2m 30s")


def test_a_step_that_never_ended_says_so(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB")

    expect(page.locator(".step-in-progress")).to_contain_text("no end recorded")


def test_a_finished_step_says_how_long_it_took(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=T6WL6CDT")

    expect(page.locator(".step", has_text="AI inference completed")).to_contain_text("took 12.3s")


def test_metadata_is_a_list_of_names_and_values(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    metadata = page.locator(".metadata")

    expect(metadata.get_by_role("term")).to_have_text(
        ["error code", "retry possible", "model", "prompt_tokens"]
    )
    expect(metadata.get_by_role("definition")).to_have_text(
        ["TIMEOUT", "yes", "us.meta.llama4-scout-17b-instruct-v1:0", "1,247"]
    )


def test_nested_metadata_opens_level_by_level(page: Page, api: Api) -> None:
    inner = {"in": 1, "out": [2, 3]}
    step = logs.step(1, "call", "completed", "Called", metadata={"usage": inner})
    api.logs[:] = [logs.log("NESTED01", "Acme", "completed", [step])]
    page.goto("/?tracking_id=NESTED01")
    usage = page.locator(".metadata")
    expect(usage).to_contain_text("2 fields")
    expect(usage).to_contain_text(re.compile(r"in\s*1"))
    expect(usage).not_to_contain_text("3")

    usage.get_by_text("2 items").click()

    expect(usage).to_contain_text("3")


def test_of_a_huge_structure_a_part_is_shown_until_more_is_asked_for(page: Page, api: Api) -> None:
    facts = {"facts": [f"fact {n}" for n in range(10_000)]}
    step = logs.step(1, "research", "completed", "Looked around", metadata=facts)
    api.logs[:] = [logs.log("HUGE0001", "Acme", "completed", [step])]
    page.goto("/?tracking_id=HUGE0001")

    page.get_by_text("10,000 items").click()

    expect(page.get_by_text("fact 49", exact=True)).to_be_visible()
    expect(page.get_by_text("fact 50", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Show more (9,950 left)").click()
    expect(page.get_by_text("fact 249", exact=True)).to_be_visible()


def test_progress_is_drawn_and_told(page: Page, api: Api) -> None:
    half = logs.step(
        1, "pages", "in_progress", "Page 3", metadata={"progress": {"done": 3, "total": 12}}
    )
    api.logs[:] = [logs.log("PROGRES1", "Acme", "in_progress", [half])]
    page.goto("/?tracking_id=PROGRES1")

    expect(page.get_by_role("progressbar", name="Progress of pages")).to_have_attribute("max", "12")
    expect(page.locator(".progress")).to_have_text(re.compile(r"3 of 12 · 25%"))
    expect(page.locator(".metadata")).to_have_count(0)


def test_the_jobs_own_frames_are_shown_and_the_libraries_folded(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    details = page.locator(".error-details")
    expect(details).to_contain_text("Traceback (most recent call last)")
    expect(details.locator(".own")).to_have_count(4)
    expect(details.locator(".own").first).to_contain_text("/var/task/processor/profile.py")
    expect(details.get_by_text("botocore/context.py")).to_be_hidden()

    details.get_by_role("button", name="4 library frames").click()

    expect(details.get_by_text("botocore/context.py")).to_be_visible()
    expect(details).to_have_text(logs.STACK)


def test_a_chain_of_causes_is_told_from_its_end(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    chain = page.locator("error-details summary .exception")

    expect(chain).to_have_text(
        [
            re.compile(r"GenerationTimeout\s+AI generation timeout after 480000ms"),
            re.compile(r"caused by\s+ReadTimeoutError\s+Read timeout on endpoint URL"),
        ]
    )


def test_a_failure_is_copied_as_a_ticket(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    page.get_by_role("button", name="Copy for a ticket").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    ticket = page.evaluate("navigator.clipboard.readText()")

    assert ticket.startswith("**Failed after 8m 0s in orchestrator_execution**\n")
    for part in (
        "- Tracking ID: `HLFTVEAP`",
        "- Execution ID: `exec_1705314600000_hlftveap2`",
        "- Failed step: `orchestrator_execution` +8m 0s",
        "step=5",
        f"```\n{logs.STACK}\n```",
    ):
        assert part in ticket


def test_the_console_of_the_very_run_is_one_click_away(page: Page, api: Api) -> None:
    api.logs[:] = [
        {
            **logs.failed(),
            "attempts": 1,
            "log_stream_url": "https://console.aws.example/log",
            "trace_url": "javascript:alert(1)",
        }
    ]
    page.goto("/?tracking_id=HLFTVEAP")

    link = page.get_by_role("link", name="CloudWatch log of this run")
    expect(link).to_have_attribute("href", "https://console.aws.example/log")
    expect(page.get_by_role("link", name="Trace of this run")).to_have_count(0)


def test_runs_of_successes_are_one_line_where_a_log_failed(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    fold = page.locator("step-list summary", has_text="steps completed")
    expect(fold).to_contain_text("3 steps completed in 80ms")
    expect(fold).to_contain_text("initialization, data_validation, status_update")
    expect(page.get_by_text("The profile is complete")).to_be_hidden()
    expect(page.locator(".step-failed").first).to_be_in_viewport()

    fold.click()

    expect(page.get_by_text("The profile is complete")).to_be_visible()
    page.get_by_role("button", name="Fold all").click()
    expect(page.get_by_text("The profile is complete")).to_be_hidden()


def test_what_a_failed_step_told_before_is_one_line_too(page: Page, api: Api) -> None:
    asked = [
        logs.step(n, "research", "in_progress", f"Asking the model, try {n}", at_ms=n * 100, span=1)
        for n in (1, 2, 3)
    ]
    failure = logs.step(4, "research", "failed", "It knew nothing", at_ms=400, span=1)
    api.logs[:] = [logs.log("TRIED001", "Acme", "failed", [*asked, failure])]
    page.goto("/?tracking_id=TRIED001")
    fold = page.locator("step-list summary", has_text="3 entries before the failure")
    expect(fold).to_contain_text("research")
    expect(page.get_by_text("Asking the model, try 3")).to_be_hidden()
    expect(page.locator(".step-failed")).to_be_in_viewport()

    page.get_by_role("button", name="Unfold all").click()

    expect(page.get_by_text("Asking the model, try 3")).to_be_visible()


def test_the_verdict_leads_to_the_failed_step(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    page.get_by_role("button", name="Show the failed step").click()

    failed = page.locator(".step-failed", has_text="orchestrator_execution")
    expect(failed).to_be_in_viewport()
    expect(failed).to_be_focused()
    expect(page).to_have_url(re.compile(r"step=5$"))


def test_the_verdict_speaks_plainly_and_keeps_the_errors_own_words(page: Page, api: Api) -> None:
    whole = {**logs.failed(), "attempts": 1}
    whole["verdict"] |= {"cause_plain": "The AI model gave no answer in time."}
    whole["retry"] = {"attempt": 3, "of": 3, "next_try_at": None, "last": True, "retry_of": None}
    api.logs[:] = [whole]
    page.goto("/?tracking_id=HLFTVEAP")

    expect(page.locator("log-verdict p")).to_have_text(
        [
            "Failed after 8m 0s in orchestrator_execution",
            "The AI model gave no answer in time.",
            "AI generation timeout after 480000ms",
            "This was the last of 3 tries: it is not tried again by itself.",
        ]
    )


def test_another_attempt_can_be_chosen(page: Page, api: Api) -> None:
    api.logs.append(logs.first_attempt())
    page.goto("/?tracking_id=HLFTVEAP")
    expect(page.get_by_role("radio")).to_have_count(2)
    expect(page.get_by_role("radio", name="Attempt 2 Failed")).to_be_checked()

    page.get_by_role("radio", name="Attempt 1 Failed").check()

    expect(page.locator(".log-metadata")).to_contain_text("1 of 2")
    expect(page.get_by_text("The first attempt failed early").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"execution_id=exec_1705314600000_hlftveap1$"))
    expect(page.get_by_role("radio", name="Attempt 1 Failed")).to_be_focused()


def test_a_single_attempt_offers_no_choice(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.locator(".log-steps")).to_be_visible()

    expect(page.get_by_role("radio")).to_have_count(0)


def test_a_log_in_pages_is_read_to_its_end(page: Page, api: Api) -> None:
    steps = [logs.step(n, "research", "completed", f"Fact {n}") for n in range(1, 251)]
    api.logs[:] = [logs.log("LONG0001", "Acme", "completed", steps)]
    api.steps_per_answer = 100
    page.goto("/?tracking_id=LONG0001")

    expect(page.get_by_role("dialog").locator(".step")).to_have_count(250)


def test_a_log_without_steps_says_so(page: Page, api: Api) -> None:
    api.logs[:] = [logs.log("EMPTY001", "Acme", "in_progress", [])]
    page.goto("/?tracking_id=EMPTY001")

    expect(page.get_by_text("No step has been recorded yet.")).to_be_visible()


def test_a_status_of_a_newer_version_is_shown_as_it_is_spelled(page: Page, api: Api) -> None:
    api.logs[:] = [
        logs.log("NEWER001", "Acme", "completed", [logs.step(1, "wait", "paused", "Zzz")])
    ]
    page.goto("/?tracking_id=NEWER001")

    expect(page.locator(".step-unknown")).to_contain_text("paused: ")


def test_an_incomplete_log_says_how_much_it_lacks(page: Page, api: Api) -> None:
    api.logs[:] = [{**logs.completed(), "lost_events": 12}]
    page.goto("/?tracking_id=T6WL6CDT")

    expect(page.get_by_text("This log is incomplete: 12 entries could not")).to_be_visible()


def test_the_beginning_of_a_step_that_went_on_is_told_as_started_not_as_running(
    page: Page, api: Api
) -> None:
    page.goto("/?tracking_id=T6WL6CDT")
    begun = page.locator(".step-in-progress").first

    expect(begun.locator(".icon")).to_have_attribute("title", "Started")
    expect(begun).to_contain_text("Started:")
