"""The edge around the dashboard: sign-in, headers, bounds, open data (Starlette).

It knows no page and imports no page's parts.
"""

from hor_web.edge.app import EXCEPTION_HANDLERS, MIDDLEWARE, ROUTES, lifespan
