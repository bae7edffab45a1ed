namespace Ms2Lab.Connect.Tests.Sources;

/// <summary>Connectors of users, loaded from the folders of plugin.path.</summary>
public sealed class PluginFolderTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "plugins");

    [Fact]
    public async Task A_connector_of_a_folder_runs_like_one_of_the_kits_own()
    {
        await using var worker = await SourceWorker.StartAsync(null, ("plugin.path", Folder));

        await worker.PutAsync("count", ("connector.class", "com.example.CounterConnector"), ("topic", "numbers"), ("last", "3"));

        (await worker.ReadAsync("numbers", 3)).Select(r => r.Value).Should().Equal("1", "2", "3");
        await worker.OffsetsAsync("count", o => (int?)o["offsets"]!.AsArray().FirstOrDefault()?["offset"]!["number"] == 3);
        (await worker.SendAsync(HttpMethod.Get, "/connector-plugins")).Body.Should().Contain("com.example.CounterConnector");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_stops_no_worker()
    {
        await using var worker = await SourceWorker.StartAsync(null, ("plugin.path", "/no/such/folder"));

        (await worker.SendAsync(HttpMethod.Get, "/connector-plugins")).Status.Should().Be(200);
    }

    [Fact]
    public void The_sample_of_the_documentation_is_the_one_that_is_compiled()
    {
        var home = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(home!.FullName, "Ms2Lab.sln")))
        {
            home = home.Parent;
        }

        var sample = File.ReadAllText(Path.Combine(home.FullName, "tests", "Connect.SamplePlugin", "CounterPlugins.cs"));
        File.ReadAllText(Path.Combine(home.FullName, "docs", "connectors.md")).Should().Contain(sample);
    }
}
