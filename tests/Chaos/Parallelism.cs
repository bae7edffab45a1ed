// Rounds spend most of their time waiting for a server to come round: more classes at a time than a small machine has cores.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
