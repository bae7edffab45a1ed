using System.IO.Compression;
using System.Xml.Linq;

namespace Ms2Lab.Package.Tests;

/// <summary>Ms2Lab.Fixtures as others get it: what is in the package, and a project of a stranger that knows nothing but the package.</summary>
public sealed class FixturesPackageTests(PackedFixtures package) : IClassFixture<PackedFixtures>
{
    [Fact]
    public void It_carries_the_kits_own_assemblies_with_their_documentation_and_names_everything_else()
    {
        using var zip = ZipFile.OpenRead(package.File);
        var carried = zip.Entries.Where(e => e.FullName.StartsWith("lib/net10.0/", StringComparison.Ordinal)).Select(e => e.Name).ToList();
        var nuspec = XDocument.Load(zip.GetEntry("Ms2Lab.Fixtures.nuspec")!.Open());
        var named = nuspec.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value).ToList();

        carried.Should().OnlyContain(n => n.StartsWith("Ms2Lab.", StringComparison.Ordinal));
        carried.Should().Contain(["Ms2Lab.Fixtures.dll", "Ms2Lab.Fixtures.xml", "Ms2Lab.Kafka.Broker.dll", "Ms2Lab.Connect.Runtime.dll", "Ms2Lab.Environments.Embedded.dll", "Ms2Lab.Labs.LabKit.dll"]);
        named.Should().Contain(["Confluent.Kafka", "MySqlConnector", "StackExchange.Redis", "FluentAssertions", "xunit.v3.extensibility.core"]);
        named.Should().NotContain(n => n.StartsWith("Ms2Lab.", StringComparison.Ordinal), "those are in the package and on no feed");
        nuspec.Descendants().Where(e => e.Name.LocalName == "frameworkReference").Select(e => e.Attribute("name")!.Value).Should().Equal("Microsoft.AspNetCore.App");
        zip.Entries.Select(e => e.FullName).Should().Contain(["README.md", "LICENSE"]);
    }

    [Fact]
    public async Task A_strangers_tests_run_on_servers_that_come_out_of_it()
    {
        using var folder = new StrangersFolder(package);

        var output = await PackedFixtures.DotnetAsync(folder.Path, "test", "-c", "Release", "-v", "q", "--logger", "trx", "--results-directory", folder.Path);

        var results = XDocument.Load(Directory.GetFiles(folder.Path, "*.trx").Single());
        results.Descendants().Where(e => e.Name.LocalName == "UnitTestResult").Select(e => (e.Attribute("testName")!.Value, e.Attribute("outcome")!.Value))
            .Should().BeEquivalentTo([("StrangersTests.A_reading_becomes_a_row", "Passed")], output.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }
}
