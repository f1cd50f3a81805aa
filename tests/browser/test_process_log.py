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
        "Kept until": "22 Jan 2024, 11:32:30 CET",
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
    metadata = page.locator("step-metadata")

    expect(metadata.get_by_role("term")).to_have_text(
        ["error code", "retry possible", "model", "prompt_tokens"]
    )
    expect(metadata.get_by_role("definition")).to_have_text(
        ["TIMEOUT", "yes", "us.meta.llama4-scout-17b-instruct-v1:0", "1,247"]
    )


def test_nested_metadata_is_readable(page: Page, api: Api) -> None:
    step = logs.step(1, "call", "completed", "Called", metadata={"usage": {"in": 1, "out": [2]}})
    api.logs[:] = [logs.log("NESTED01", "Acme", "completed", [step])]
    page.goto("/?tracking_id=NESTED01")

    expect(page.locator("step-metadata dd")).to_have_text(re.compile(r'"in": 1,\s+"out": \['))


def test_a_long_trace_is_folded_to_its_ends_and_copied_whole(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    details = page.locator(".error-details")
    expect(details).to_contain_text("Traceback (most recent call last)")
    expect(details).to_contain_text("… 11 more lines …")
    expect(details).to_contain_text("GenerationTimeout: AI generation timeout after 480000ms")
    expect(details).not_to_contain_text("botocore/context.py")

    page.get_by_role("button", name="Copy error details").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == logs.STACK

    page.get_by_role("button", name="Show all").click()
    expect(details).to_have_text(logs.STACK)
    expect(page.get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")


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
