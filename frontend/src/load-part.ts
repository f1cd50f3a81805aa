const RELOADED = "reloaded-for-part";

/**
 * Brings a part of the page that is not needed at first. If it is gone, a new version was deployed
 * since this page was opened: then the page is loaded anew, once, at the same address.
 */
export async function loadPart(part: () => Promise<unknown>): Promise<void> {
  try {
    await part();
    sessionStorage.removeItem(RELOADED);
  } catch (error) {
    if (!navigator.onLine || sessionStorage.getItem(RELOADED)) throw error;
    sessionStorage.setItem(RELOADED, "once");
    location.reload();
  }
}
