namespace Ms2Lab.Scenarios.Tests;

public sealed class KafkaWorkerRestScenarios(KafkaWorkerStack stack) : JavaScenarioTests<KafkaWorkerRestScenarios, KafkaWorkerStack>(stack), IScenarioFolder
{
    public static string Folder => "rest";
}

public sealed class KafkaWorkerRuntimeScenarios(KafkaWorkerStack stack) : JavaScenarioTests<KafkaWorkerRuntimeScenarios, KafkaWorkerStack>(stack), IScenarioFolder
{
    public static string Folder => "runtime";
}

public sealed class KafkaWorkerFailoverScenarios(KafkaWorkerStack stack) : JavaScenarioTests<KafkaWorkerFailoverScenarios, KafkaWorkerStack>(stack), IScenarioFolder
{
    public static string Folder => "failover";

    /// <summary>Every third: each starts virtual machines, and the mixed groups show what these show.</summary>
    public static IEnumerable<string> Choose(IEnumerable<string> scenarios) => scenarios.Where((_, i) => i % 3 == 0);
}

public sealed class MixedGroupFailoverScenarios(MixedGroupStack stack) : JavaScenarioTests<MixedGroupFailoverScenarios, MixedGroupStack>(stack), IScenarioFolder
{
    public static string Folder => "failover";

    /// <summary>The two thirds that the groups of Kafka's own workers leave.</summary>
    public static IEnumerable<string> Choose(IEnumerable<string> scenarios) => scenarios.Where((_, i) => i % 3 != 0);
}
