namespace Ms2Lab.Player.Tests;

public sealed class KnownDifferencesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-gaps-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_scenario_in_backticks_is_known_with_its_file()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "Room"));
        File.WriteAllText(Path.Combine(_folder, "Room", "GAPS.md"), "- Something else, `rest-one`: for a reason.\n- not-this-one: without backticks\n");

        var known = new KnownDifferences(_folder);

        known.FileOf(Named("rest-one")).Should().Be(Path.Combine("Room", "GAPS.md"));
        known.FileOf(Named("not-this-one")).Should().BeNull();
    }

    [Fact]
    public void Every_scenario_of_the_repository_can_be_read_and_has_a_name_of_its_own() =>
        Recordings.Below("").Select(path => Recordings.Load(path).Name).Should().HaveCountGreaterThan(400).And.OnlyHaveUniqueItems();

    private static Scenario Named(string name) => new(name, "", 1, new Dictionary<string, string>(), []);
}
