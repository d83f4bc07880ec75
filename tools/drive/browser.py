"""A Chromium that asks nobody but the dashboard, and when a page has come to rest."""

from playwright.sync_api import Locator, Page

QUIET = (
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    # Chromium draws two pages of its own beside each of ours, which take as long. Playwright has a
    # list of this kind too, and the last counts: the rest is what matters of it here.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,PaintHolding,OptimizationHints,MediaRouter,"
    "NetworkTimeServiceQuerying,PreconnectToSearch,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "DestroyProfileOnBrowserClose,ThirdPartyStoragePartitioning,LensOverlay",
)
# Whether Streamlit is connected, its script has ended and every component of the page has come. A
# component of ours stands empty, beside a <div> of Streamlit's, until the browser has its script;
# before, while the browser has not all of Streamlit's own, a skeleton stands for it.
AT_REST = """() => {
    const {testScriptState: script, testConnectionState: connection} =
        document.querySelector('[data-testid=stApp]')?.dataset ?? {};
    const components = [...document.querySelectorAll('[data-testid=stBidiComponentRegular]')];
    return script === 'notRunning' && connection === 'CONNECTED'
        && components.every(component => component.childElementCount > 1)
        && !document.querySelector('[data-testid=stSkeleton]');
}"""
# A click reaches the server a moment before the page says that a run has begun, hence the pause.
SETTLED = f"""() => {{
    const still = ({AT_REST})();
    window.stillSince = still ? (window.stillSince ?? performance.now()) : null;
    return still && performance.now() - window.stillSince > 200;
}}"""


def settled(page: Page) -> Page:
    """The page, once Streamlit is connected and its script has come to rest."""
    page.evaluate("window.stillSince = null")
    page.wait_for_function(SETTLED)
    return page


def page_content(page: Page) -> Locator:
    """What the page shows, without the hidden region that repeats sentences to screen readers: it
    has them for a moment or not, by the machine's speed."""
    return page.locator("body > :not(#hor-said)")
