namespace Ms2Lab.Connect.Tests.Jdbc;

[CollectionDefinition(Name)]
public sealed class MySqlTests : ICollectionFixture<MySqlFixture>
{
    public const string Name = "MySQL";
}
