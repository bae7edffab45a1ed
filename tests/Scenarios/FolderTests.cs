namespace Ms2Lab.Scenarios.Tests;

public sealed class RestScenarios(ProcessStack stack) : ScenarioTests<RestScenarios>(stack), IScenarioFolder
{
    public static string Folder => "rest";
}

public sealed class RuntimeScenarios(ProcessStack stack) : ScenarioTests<RuntimeScenarios>(stack), IScenarioFolder
{
    public static string Folder => "runtime";
}

public sealed class JdbcSinkScenarios(ProcessStack stack) : ScenarioTests<JdbcSinkScenarios>(stack), IScenarioFolder
{
    public static string Folder => "jdbc-sink";
}

public sealed class JdbcSourceScenarios(ProcessStack stack) : ScenarioTests<JdbcSourceScenarios>(stack), IScenarioFolder
{
    public static string Folder => "jdbc-source";
}

public sealed class RedisSinkScenarios(ProcessStack stack) : ScenarioTests<RedisSinkScenarios>(stack), IScenarioFolder
{
    public static string Folder => "redis-sink";
}

public sealed class RegistryScenarios(ProcessStack stack) : ScenarioTests<RegistryScenarios>(stack), IScenarioFolder
{
    public static string Folder => "registry";
}

public sealed class ConverterScenarios(ProcessStack stack) : ScenarioTests<ConverterScenarios>(stack), IScenarioFolder
{
    public static string Folder => "converters-registry";
}
