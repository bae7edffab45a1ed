using System.Text.RegularExpressions;
using Ms2Lab.Environments.Containers;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Tests.Containers;

public sealed partial class ImagePinsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-pins-").FullName;

    [Fact]
    public void Every_image_is_pinned_to_a_version()
    {
        var pins = ImagePins.Load(_ => null);

        ((string[])[pins.Kafka, pins.Connect, pins.Registry, pins.MySql, pins.Redis, pins.JdbcConnector, pins.RedisConnector]).Should().OnlyContain(i => Pinned().IsMatch(i));
        pins.ConnectReady.Should().BeNull();
        pins.PluginFolder.Should().BeNull();
    }

    [Fact]
    public void File_goes_before_the_pins_and_a_variable_before_the_file()
    {
        var file = Path.Combine(_folder, "mine.json");
        File.WriteAllText(file, """{"redis": "redis:7.4.2", "mysql": "mysql:8.4.6"}""");

        var pins = ImagePins.Load(name => name switch
        {
            "MS2LAB_IMAGES" => file,
            "MS2LAB_IMAGE_MYSQL" => "mirror.example/mysql:9.1.0",
            "MS2LAB_IMAGE_CONNECT_READY" => "mine/connect:1",
            "MS2LAB_CONNECT_PLUGINS" => _folder,
            _ => null,
        });

        pins.Should().BeEquivalentTo(new { Redis = "redis:7.4.2", MySql = "mirror.example/mysql:9.1.0", ConnectReady = "mine/connect:1", PluginFolder = _folder, ImagePins.Load(_ => null).Kafka });
    }

    [Theory]
    [InlineData("MS2LAB_IMAGES", "*MS2LAB_IMAGES names /nowhere, which cannot be used*images.json*")]
    [InlineData("MS2LAB_CONNECT_PLUGINS", "*MS2LAB_CONNECT_PLUGINS names /nowhere, which is no folder*")]
    public void What_a_variable_names_and_is_not_there_is_refused(string variable, string message) =>
        FluentActions.Invoking(() => ImagePins.Load(name => name == variable ? "/nowhere" : null)).Should().Throw<EnvironmentException>().WithMessage(message);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@":\d+\.\d+\.\d+(\.\d+)?$")]
    private static partial Regex Pinned();
}
