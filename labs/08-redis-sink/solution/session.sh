# One call of redis-cli a line; address and password come from the environment.
redis-cli -n 1 keys "*"
redis-cli -n 1 get __kafka.offset.ToRedis.0
redis-cli -n 0 set next-offset 1
