using System.Xml.Linq;
using Ms2Lab.Foreign;

namespace Ms2Lab.Package.Tests;

/// <summary>A test project of somebody who has the package and nothing else of this repository. It lies outside of it, so no setting of it reaches in.</summary>
internal sealed class StrangersFolder : IDisposable
{
    // What docs/developers.md shows, with the usings that a project of its own needs.
    private const string Test = """
        using Ms2Lab.Fixtures;
        using Ms2Lab.Labs.LabKit.Readings;
        using Xunit;

        public sealed class StrangersTests(ConnectFixture servers) : IClassFixture<ConnectFixture>
        {
            [Fact]
            public async Task A_reading_becomes_a_row()
            {
                var topic = await servers.Topic("readings").CreateAsync();
                var connector = await servers.Connector("sink").CreateAsync(new Dictionary<string, string>
                {
                    ["connector.class"] = "io.confluent.connect.jdbc.JdbcSinkConnector",
                    ["topics"] = "readings",
                    ["connection.url"] = $"jdbc:mysql://{servers.Endpoints.MySql}/Readings",
                    ["connection.user"] = "usr",
                    ["connection.password"] = "sofe4630u",
                    ["value.converter"] = "org.apache.kafka.connect.json.JsonConverter",
                    ["auto.create"] = "true",
                });
                await connector.Should().BeRunning();

                await topic.ProduceAsync(null, ReadingJson.Write(new(7, "boston", 51.3, null, 1.02, 0)));

                await servers.Table("readings").Should().HaveRow(new Dictionary<string, object?> { ["ID"] = 7, ["temperature"] = 51.3, ["humidity"] = null });
            }
        }
        """;

    public StrangersFolder(PackedFixtures package)
    {
        // Its package goes into a folder of this project's own; all others are taken from the user's folder, where they are.
        File.WriteAllText(System.IO.Path.Combine(Path, "Stranger.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
                <RestoreAdditionalProjectSources>{package.Feed}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreFallbackFolders>{Cache()}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Ms2Lab.Fixtures" Version="{package.Version}" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="{Pinned("Microsoft.NET.Test.Sdk")}" />
                <PackageReference Include="xunit.v3" Version="{Pinned("xunit.v3")}" />
                <PackageReference Include="xunit.runner.visualstudio" Version="{Pinned("xunit.runner.visualstudio")}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(System.IO.Path.Combine(Path, "StrangersTests.cs"), Test);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("ms2lab-stranger-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Cache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } moved
        ? moved
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Pinned(string package) => XDocument.Load(System.IO.Path.Combine(RepositoryFolder.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion").Single(e => e.Attribute("Include")!.Value == package).Attribute("Version")!.Value;
}
