"""How do we stand, and who stands where? The strip, the matrix and the list of what to ask."""

from hor_web import page
from hor_web.explore.screen import show_explore

show_explore(page.start_page())
