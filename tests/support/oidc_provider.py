"""An organisation's sign-in on this machine, for tests: it vouches for whom it is told to."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

SECRET = "a secret of the test that is long enough"


class Provider:
    """Serves metadata, keys and tokens; `claims` is what it says of whoever comes, `described` what
    its metadata say otherwise than they should, `algorithm` how it signs."""

    def __init__(self, claims):
        self.claims, self.codes = claims, {}
        self.described, self.algorithm = {}, "RS256"
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def metadata(self):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "end_session_endpoint": f"{self.address}/end",
        } | self.described

    def token(self, code):
        asked = self.codes.pop(code)
        now = int(time.time())
        usual = {
            "iss": self.address,
            "aud": asked["client_id"],
            "sub": "1",
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
        }
        # A claim of None is left out of the token.
        claims = {name: value for name, value in (usual | self.claims).items() if value is not None}
        key = self.key if self.algorithm == "RS256" else OctKey.import_key(SECRET)
        header = {"alg": self.algorithm, "kid": "one"}
        signed = jwt.encode(header, claims, key, algorithms=[self.algorithm])
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": signed}

    def _handler(self):
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
                if path == "/authorize":
                    code = secrets.token_urlsafe(8)
                    provider.codes[code] = {name: of[0] for name, of in query.items()}
                    back = urlencode({"code": code, "state": query["state"][0]})
                    self.send_response(303)
                    self.send_header("location", f"{query['redirect_uri'][0]}?{back}")
                    self.end_headers()
                elif path == "/keys":
                    self.say({"keys": [provider.key.as_dict(private=False)]})
                else:
                    self.say(provider.metadata())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                fields = parse_qs(body)
                proof = hashlib.sha256(fields["code_verifier"][0].encode()).digest()
                challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
                assert provider.codes[fields["code"][0]]["code_challenge"] == challenge
                self.say(provider.token(fields["code"][0]))

            def say(self, what):
                body = json.dumps(what).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_said):
                """Say nothing."""

        return Handler
