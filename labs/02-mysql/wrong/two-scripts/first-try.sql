CREATE TABLE meterType (ID int, type varchar(50), cost double);
