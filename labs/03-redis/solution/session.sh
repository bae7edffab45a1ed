# One call of redis-cli a line; address and password come from the environment.
redis-cli -n 0 set var 100
redis-cli -n 0 get var
redis-cli -n 0 keys "*"
redis-cli config get databases
redis-cli -n 15 set databases 16
redis-cli -n 0 del var
redis-cli -n 0 keys "*"
redis-cli -n 0 -x set OntarioTech < OntarioTech.jpg
redis-cli -n 0 --raw -D "" get OntarioTech > received.jpg
