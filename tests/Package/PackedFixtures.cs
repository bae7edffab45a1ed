using Ms2Lab.Foreign;

namespace Ms2Lab.Package.Tests;

/// <summary>The package of the fixtures, made once in a folder of its own, under a version that nobody has in a cache.</summary>
public sealed class PackedFixtures : IAsyncLifetime
{
    // Neither build servers nor compiler servers outlive a command: they would hold its output open, and whoever reads it would wait for them.
    private static readonly IReadOnlyDictionary<string, string> Alone =
        new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0", ["DOTNET_NOLOGO"] = "1" };

    /// <summary>The folder: a feed.</summary>
    public string Feed { get; } = Directory.CreateTempSubdirectory("ms2lab-package-").FullName;

    /// <summary>The version.</summary>
    public string Version { get; } = $"0.1.0-test{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";

    /// <summary>The file.</summary>
    public string File => Path.Combine(Feed, $"Ms2Lab.Fixtures.{Version}.nupkg");

    /// <summary>Runs the SDK; what it wrote is in the message where it fails.</summary>
    public static async Task<string> DotnetAsync(string folder, params string[] arguments)
    {
        var program = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var result = await ForeignProgram.RunAsync(program, [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false"], Alone, "", folder, TestContext.Current.CancellationToken);
        result.ExitCode.Should().Be(0, "dotnet {0} wrote {1} {2}", string.Join(' ', arguments), Plain(result.Output), Plain(result.Errors));
        return result.Output;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await DotnetAsync(
        RepositoryFolder.Root, "pack", "fixtures", "-c", new DirectoryInfo(AppContext.BaseDirectory).Name == "debug" ? "Debug" : "Release", "--no-build", "-o", Feed, "-v", "q", $"-p:Version={Version}");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Feed, recursive: true);
        return ValueTask.CompletedTask;
    }

    // FluentAssertions takes braces for places to fill in.
    private static string Plain(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
