-- Views of a record for Datasette. Offsets are code points, as SQLite's substr counts them.
BEGIN;

DROP VIEW IF EXISTS all_events;
CREATE VIEW all_events AS
SELECT
    events.id,
    events.state,
    events.type,
    events.start AS first_day,
    events.finish AS last_day,
    json_extract(events.body, '$.when.precision') AS date_precision,
    events.country,
    json_extract(events.body, '$.place.admin1') AS admin1,
    json_extract(events.body, '$.place.name') AS place,
    json_extract(events.body, '$.place.precision') AS place_precision,
    -- Only what is a dot on a map: Datasette's map plug-ins plot these two columns.
    iif(json_extract(events.body, '$.place.precision') IN ('exact', 'town', 'near'),
        json_extract(events.body, '$.place.latitude'), NULL) AS latitude,
    iif(json_extract(events.body, '$.place.precision') IN ('exact', 'town', 'near'),
        json_extract(events.body, '$.place.longitude'), NULL) AS longitude,
    (SELECT group_concat(coalesce(json_extract(value, '$.name'), json_extract(value, '$.text')), '; ')
        FROM json_each(events.body, '$.actors')) AS actors,
    (SELECT group_concat(coalesce(json_extract(value, '$.name'), json_extract(value, '$.text')), '; ')
        FROM json_each(events.body, '$.targets')) AS targets,
    json_extract(events.body, '$.toll.killed.low') AS killed_low,
    json_extract(events.body, '$.toll.killed.best') AS killed_best,
    json_extract(events.body, '$.toll.killed.high') AS killed_high,
    json_extract(events.body, '$.toll.wounded.best') AS wounded,
    json_extract(events.body, '$.independent_sources') AS independent_sources,
    events.credibility,
    (SELECT group_concat(value, '; ') FROM json_each(events.body, '$.reasons')) AS reasons,
    events.version,
    events.reviewed_by,
    events.reviewed_at,
    events.why
FROM events
WHERE events.valid_to IS NULL;

DROP VIEW IF EXISTS accepted_events;
CREATE VIEW accepted_events AS
SELECT * FROM all_events WHERE state IN ('accepted', 'edited');

DROP VIEW IF EXISTS who_says_so;
CREATE VIEW who_says_so AS
SELECT
    events.id AS event,
    events.state,
    claims.type,
    claims.voice,
    (SELECT group_concat(coalesce(json_extract(value, '$.name'), json_extract(value, '$.text')), '; ')
        FROM json_each(claims.body, '$.attribution.speakers')) AS speakers,
    json_extract(claims.body, '$.attribution.stance') AS stance,
    json_extract(claims.body, '$.attribution.channel') AS channel,
    json_extract(claims.body, '$.status') AS status,
    documents.outlet,
    documents.start AS published,
    substr(
        documents.text,
        json_extract(claims.body, '$.sentence.start') + 1,
        json_extract(claims.body, '$.sentence.end') - json_extract(claims.body, '$.sentence.start')
    ) AS words,
    documents.uri,
    claims.id AS claim,
    claims.document
FROM events
JOIN event_claims ON event_claims.key = events.key
JOIN claims ON claims.id = event_claims.claim
JOIN documents ON documents.id = claims.document
WHERE events.valid_to IS NULL;

DROP VIEW IF EXISTS reports;
CREATE VIEW reports AS
SELECT
    documents.id,
    documents.outlet,
    documents.title,
    documents.start AS published,
    documents.uri,
    documents.retrieved,
    documents.family,
    documents.supersedes,
    (SELECT count(*) FROM claims WHERE claims.document = documents.id) AS claims,
    length(documents.text) AS characters
FROM documents;

DROP VIEW IF EXISTS disagreements;
CREATE VIEW disagreements AS
SELECT
    events.id AS event,
    events.state,
    events.type,
    events.start AS first_day,
    json_extract(disagreement.value, '$.field') AS field,
    json_extract(stated.value, '$.value') AS stated,
    json_array_length(stated.value, '$.claims') AS claims
FROM events, json_each(events.body, '$.disagreements') AS disagreement,
    json_each(disagreement.value, '$.values') AS stated
WHERE events.valid_to IS NULL;

DROP VIEW IF EXISTS reviews;
CREATE VIEW reviews AS
SELECT at, "by", kind, event, why, undone IS NOT NULL AS undone FROM decisions ORDER BY seq DESC;

COMMIT;
