// An organisation's sign-in on this machine, by the library oidc-provider: `PROVIDER` says, as JSON,
// the port, the clients and what is known of each person by the name typed into its form.
import { Provider } from "oidc-provider";

const { port, clients, people } = JSON.parse(process.env.PROVIDER);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients,
  pkce: { required: () => true },
  scopes: ["openid", "email", "profile"],
  claims: {
    openid: ["sub", "groups"],
    email: ["email", "email_verified"],
    profile: ["name"],
  },
  // As the sign-ins that councils use do it: what is known of a person stands in the ID token.
  conformIdTokenClaims: false,
  cookies: { keys: ["of the tests"] },
  features: { rpInitiatedLogout: { enabled: true } },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Session: 600, Interaction: 600 },
});

provider.listen(port, "127.0.0.1", () => console.log("The provider answers."));
