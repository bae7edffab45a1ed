namespace Ms2Lab.Scenarios.Tests;

/// <summary>Every fourth of the failover scenarios: they spend their time waiting for sessions to end, so they wait side by side, each quarter on a stack of its own.</summary>
public abstract class FailoverScenarios<TQuarter>(ProcessStack stack) : ScenarioTests<TQuarter>(stack)
    where TQuarter : IScenarioFolder
{
    public static string Folder => "failover";

    protected static IEnumerable<string> Quarter(IEnumerable<string> scenarios, int number) => scenarios.Where((_, i) => i % 4 == number);
}

public sealed class FirstFailoverScenarios(ProcessStack stack) : FailoverScenarios<FirstFailoverScenarios>(stack), IScenarioFolder
{
    public static IEnumerable<string> Choose(IEnumerable<string> scenarios) => Quarter(scenarios, 0);
}

public sealed class SecondFailoverScenarios(ProcessStack stack) : FailoverScenarios<SecondFailoverScenarios>(stack), IScenarioFolder
{
    public static IEnumerable<string> Choose(IEnumerable<string> scenarios) => Quarter(scenarios, 1);
}

public sealed class ThirdFailoverScenarios(ProcessStack stack) : FailoverScenarios<ThirdFailoverScenarios>(stack), IScenarioFolder
{
    public static IEnumerable<string> Choose(IEnumerable<string> scenarios) => Quarter(scenarios, 2);
}

public sealed class FourthFailoverScenarios(ProcessStack stack) : FailoverScenarios<FourthFailoverScenarios>(stack), IScenarioFolder
{
    public static IEnumerable<string> Choose(IEnumerable<string> scenarios) => Quarter(scenarios, 3);
}
