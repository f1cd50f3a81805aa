"""Elements whose first drawing is a task of its own."""

from playwright.sync_api import Page, expect

from tests.browser.api import Api

WAITING = """async when => {
  const DrawnInTurn = Object.getPrototypeOf(customElements.get("list-tools"));
  class Waiting extends DrawnInTurn {
    static properties = { rows: { attribute: false } };
    drawings = [];
    willUpdate(changed) { this.drawings.push([this.rows, changed.has("rows")]); }
  }
  const waiting = document.createElement("is-waiting");
  waiting.rows = "before it was defined";
  document.body.append(waiting);
  customElements.define("is-waiting", Waiting);
  for (let turn = 0; turn < 20; turn += 1) await null;
  if (when === "late") waiting.rows = "while it waited";
  const early = [...waiting.drawings, waiting.hasAttribute("drawn")];
  await waiting.updateComplete;
  return [early, waiting.drawings, waiting.hasAttribute("drawn")];
}"""


def test_what_is_set_while_an_element_waits_for_its_turn_is_what_it_draws(
    page: Page, api: Api
) -> None:
    assert drawings(page, "late") == [[False], [["while it waited", True]], True]


def test_what_was_set_before_an_element_was_defined_is_drawn_once(page: Page, api: Api) -> None:
    assert drawings(page, "early") == [[False], [["before it was defined", True]], True]


def drawings(page: Page, when: str) -> object:
    page.goto("/")
    expect(page.locator("list-tools[drawn]")).to_be_visible()
    return page.evaluate(WAITING, when)
