-- Tokens whose making is in the record; a token is announced as often as its maker retries.
create table announced_token (
  issuer     text        not null,
  token_id   text        not null,
  subject    text        not null,
  expires_at timestamptz not null,
  primary key (issuer, token_id)
);
