using Ms2Lab.Tests;

// Labs spend most of their time waiting for a server to come round: more of them at a time than there are cores.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer(typeof(LastLabFirst))]
