"""Two-step log-in: a password and a code from a phone (docs/adr/0029). allauth keeps the secrets and checks the codes;
who must have it, who may take it away and what is told of it is decided here."""
