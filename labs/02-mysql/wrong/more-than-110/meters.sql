USE Readings;

CREATE TABLE meterType (ID int, type varchar(50), cost float);

INSERT INTO meterType VALUES (1, 'boston', 100.5), (2, 'denver', 120), (3, 'losang', 155);

SELECT * FROM meterType WHERE cost >= 110;

-- The same question with a name, for every program that reads the database.
CREATE OR REPLACE VIEW dear_meters AS SELECT ID, type, cost FROM meterType WHERE cost > 110;
