# MySQL with an initialised data folder that every run copies into memory.
ARG MYSQL
FROM ${MYSQL}
COPY first.sql /ms2lab/first.sql
ARG OPTIONS
RUN mkdir -p /ms2lab/data && chown mysql:mysql /ms2lab/data \
    && mysqld --user=mysql --initialize-insecure --datadir=/ms2lab/data --init-file=/ms2lab/first.sql ${OPTIONS} \
    && rm -f /ms2lab/data/auto.cnf
