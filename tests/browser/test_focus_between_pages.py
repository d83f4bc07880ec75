"""The focus where one page follows another: at its heading once, and then where the reader has it.

Streamlit cleans up the page before either as the page that follows comes or, on a busy machine,
after it: both orders are played to the script of the page that is open.
"""

import pytest

from tools.drive.browser import settled

SCRIPT = "/_stcore/bidi-components/hor.content/content.js"
# Show two pages one after the other, press a choice on the second, and name what has the focus.
PLAY = """async ([script, late]) => {
    const address = performance.getEntriesByType('resource').map(({ name }) => name)
        .find(name => new URL(name).pathname === script);
    const { default: show } = await import(address);
    const holders = [1, 2].map(() => document.body.appendChild(document.createElement('div')));
    const mount = (holder, name, words) => show({
        data: { html: `<h1 tabindex="-1">${name}</h1><p>${words}</p>
            <button data-key="choice" data-toggle="x">Choose</button>`, begin: name, received: 0 },
        parentElement: holders[holder], setTriggerValue: () => {},
    });
    const moment = () => new Promise(done => setTimeout(done, 400));
    const leave = mount(0, 'First', '');
    await moment();
    if (!late) leave();
    mount(1, 'Second', 'before');
    if (late) { await moment(); leave(); }
    await moment();
    const arrived = document.activeElement.textContent;
    holders[1].querySelector('button').focus();
    mount(1, 'Second', 'after');
    await moment();
    return [arrived, holders[1].querySelector('p').textContent, document.activeElement.textContent];
}"""


@pytest.mark.parametrize("late", [False, True], ids=["in turn", "the first goes late"])
def test_a_choice_keeps_the_focus_whenever_the_page_before_is_cleaned_up(page, server, late):
    page.goto(server)
    settled(page)
    assert page.evaluate(PLAY, [SCRIPT, late]) == ["Second", "after", "Choose"]
