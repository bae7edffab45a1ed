using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Tests.Core;

public sealed class WorkerDefaultsTests
{
    [Fact]
    public void Wanted_properties_win_but_the_listener_stays_the_environments()
    {
        var wanted = new Dictionary<string, string> { ["group.id"] = "mine", ["listeners"] = "http://0.0.0.0:8083", ["plugin.path"] = "/p" };

        var properties = WorkerDefaults.For("127.0.0.1:9092", 8084, wanted);

        properties.Should().Contain("group.id", "mine").And.Contain("plugin.path", "/p").And.Contain("listeners", "http://127.0.0.1:8084")
            .And.Contain("bootstrap.servers", "127.0.0.1:9092");
    }
}
