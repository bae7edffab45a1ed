namespace Ms2Lab.Connect.Tests.Sources;

/// <summary>Source connectors on a worker and a broker, from the task to the topic and its offsets.</summary>
public sealed class SourceTaskTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sources-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Lines_of_a_file_reach_the_topic_and_their_position_is_stored_as_Kafka_stores_it()
    {
        await using var worker = await SourceWorker.StartAsync();
        var file = Write("one\ntwo\n");

        await worker.PutAsync("lines", ("connector.class", "FileStreamSource"), ("file", file), ("topic", "lines"));

        (await worker.ReadAsync("lines", 2)).Select(r => r.Value).Should().Equal("one", "two");
        await worker.OffsetsAsync("lines", o => o["offsets"]!.AsArray().Count == 1);
        var stored = await worker.ReadAsync("offsets", 1);
        stored[0].Should().Be(($"[\"lines\",{{\"filename\":\"{file}\"}}]", "{\"position\":8}"));
    }

    [Fact]
    public async Task Altered_offsets_make_a_source_read_again_and_refused_ones_say_why()
    {
        await using var worker = await SourceWorker.StartAsync();
        var file = Write("one\ntwo\n");
        await worker.PutAsync("again", ("connector.class", "FileStreamSource"), ("file", file), ("topic", "again"));
        await worker.OffsetsAsync("again", o => (int?)o["offsets"]!.AsArray().FirstOrDefault()?["offset"]!["position"] == 8);
        await worker.SendAsync(HttpMethod.Put, "/connectors/again/stop");
        var path = "/connectors/again/offsets";
        var partition = $"{{\"filename\":\"{file}\"}}";

        (await UntilStoppedAsync(worker, path, $"{{\"offsets\":[{{\"partition\":{partition},\"offset\":{{\"position\":-1}}}}]}}"))
            .Should().Be((500, "{\"error_code\":500,\"message\":\"The value for the 'position' key in the offset should be a non-negative value\"}"));
        (await worker.SendAsync(HttpMethod.Patch, path, $"{{\"offsets\":[{{\"partition\":{partition},\"offset\":{{\"position\":4}}}}]}}"))
            .Should().Be((200, "{\"message\":\"The offsets for this connector have been altered successfully\"}"));
        await worker.SendAsync(HttpMethod.Put, "/connectors/again/resume");

        (await worker.ReadAsync("again", 3)).Select(r => r.Value).Should().Equal("one", "two", "two");
    }

    [Fact]
    public async Task A_tasks_trouble_stays_its_own()
    {
        await using var worker = await SourceWorker.StartAsync(new TroublePlugins());
        foreach (var trouble in (string[])["throws", "blocks", "null", "null task"])
        {
            await worker.PutAsync(trouble.Replace(' ', '-'), ("connector.class", "test.Trouble"), ("trouble", trouble));
        }

        await worker.PutAsync("healthy", ("connector.class", "FileStreamSource"), ("file", Write("still here\n")), ("topic", "healthy"));

        (await worker.ReadAsync("healthy", 1))[0].Value.Should().Be("still here");
        ((string)(await worker.TaskAsync("throws", "FAILED"))["tasks"]![0]!["trace"]!).Should().StartWith("java.lang.IllegalStateException: out of order");
        ((string)(await worker.TaskAsync("null-task", "FAILED"))["tasks"]![0]!["trace"]!).Should().StartWith("java.lang.NullPointerException");
        await worker.TaskAsync("blocks", "RUNNING");
        await worker.TaskAsync("null", "RUNNING");
        (await worker.SendAsync(HttpMethod.Delete, "/connectors/blocks")).Status.Should().Be(204);
        (await worker.SendAsync(HttpMethod.Delete, "/connectors/null")).Status.Should().Be(204);
    }

    [Fact]
    public async Task A_topic_is_made_as_the_first_matching_group_says()
    {
        await using var worker = await SourceWorker.StartAsync();

        await worker.PutAsync(
            "groups", ("connector.class", "FileStreamSource"), ("file", Write("x\n")), ("topic", "compact-me"), ("topic.creation.default.partitions", "1"),
            ("topic.creation.default.replication.factor", "1"), ("topic.creation.groups", "other,compacted"), ("topic.creation.other.include", "nothing"),
            ("topic.creation.compacted.include", "compact-.*"), ("topic.creation.compacted.cleanup.policy", "burn"));

        // A policy that no broker knows shows that the group's own settings were asked for.
        ((string)(await worker.TaskAsync("groups", "FAILED"))["tasks"]![0]!["trace"]!).Should().StartWith(
            "org.apache.kafka.connect.errors.ConnectException: Unable to create topic(s) 'compact-me': Invalid value burn for configuration cleanup.policy: ");
    }

    // 400 until the connector has stopped.
    private static async Task<(int Status, string Body)> UntilStoppedAsync(SourceWorker worker, string path, string json)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var answer = await worker.SendAsync(HttpMethod.Patch, path, json);
            if (answer.Status != 400)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    private string Write(string text)
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.txt");
        File.WriteAllText(file, text);
        return file;
    }
}
