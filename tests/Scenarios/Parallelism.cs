// Scenarios spend most of their time waiting for a server to come round: more classes at a time than there are cores.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
