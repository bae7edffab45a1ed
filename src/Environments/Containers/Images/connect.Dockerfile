# Connect with the connectors of the labs and the MySQL driver beside the JDBC connector.
ARG CONNECT
FROM ${CONNECT}
ARG JDBC_CONNECTOR
ARG REDIS_CONNECTOR
ARG MYSQL_DRIVER
RUN confluent-hub install --no-prompt ${JDBC_CONNECTOR} && confluent-hub install --no-prompt ${REDIS_CONNECTOR}
RUN curl -fsSL https://downloads.mysql.com/archives/get/p/3/file/mysql-connector-j-${MYSQL_DRIVER}.tar.gz \
    | tar -xz --strip-components=1 -C /usr/share/confluent-hub-components/confluentinc-kafka-connect-jdbc/lib mysql-connector-j-${MYSQL_DRIVER}/mysql-connector-j-${MYSQL_DRIVER}.jar
