"""Whether the dashboard in this container lives: ends with 0 where /live answers, else with 1."""

import os
import sys
from http.client import HTTPConnection, HTTPException

SECONDS = 4


def is_live() -> bool:
    """Whether the server on this machine answers at /live, below its path, within four seconds."""
    port = int(os.environ.get("STREAMLIT_SERVER_PORT", "8501"))
    path = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", f"/{path}/live" if path else "/live")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_live() else 1)
