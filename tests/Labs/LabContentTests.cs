using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Labs.Tests;

public sealed class LabContentTests
{
    public static TheoryData<string> Labs => [.. LabCatalog.All.Select(l => l.Id)];

    [Theory]
    [MemberData(nameof(Labs))]
    public void The_text_instructs_each_step_once_and_has_a_hint_for_it(string id)
    {
        var lab = LabCatalog.Find(id);

        lab.Prose.Steps.Select(s => s.Id).Should().Equal(lab.Steps.Select(s => s.Id));
        lab.Prose.Steps.Should().OnlyContain(s => s.Title.Length > 0 && s.Instruction.Length > 0 && s.Hints.Count > 0 && s.Hints.All(h => h.Length > 0));
        lab.Prose.Introduction.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public void Names_of_steps_and_checks_are_unique_and_what_they_refer_to_comes_earlier(string id)
    {
        var lab = LabCatalog.Find(id);

        lab.Steps.Select(s => s.Id).Should().OnlyHaveUniqueItems();
        for (var i = 0; i < lab.Steps.Count; i++)
        {
            lab.Steps[i].DependsOn.Should().BeSubsetOf(lab.Steps.Take(i).Select(s => s.Id));
            lab.Steps[i].Checks.Select(c => c.Id).Should().OnlyHaveUniqueItems();
            for (var j = 0; j < lab.Steps[i].Checks.Count; j++)
            {
                lab.Steps[i].Checks[j].Needs.Should().BeSubsetOf(lab.Steps[i].Checks.Take(j).Select(c => c.Id));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public void The_reference_solution_holds_every_artifact_and_there_are_two_wrong_samples(string id)
    {
        var lab = LabCatalog.Find(id);

        lab.Steps.SelectMany(s => s.Artifacts).Should().OnlyContain(a => a.Locate(lab.Solution).Text.Length > 0);
        lab.WrongSamples.Should().HaveCountGreaterThanOrEqualTo(2);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("03-redis")]
    [InlineData("Redis")]
    public void A_lab_is_found_by_number_folder_and_id(string name) => LabCatalog.Find(name).Should().BeOfType<RedisLab>();

    [Fact]
    public void An_unknown_lab_is_answered_with_those_there_are() =>
        FluentActions.Invoking(() => LabCatalog.Find("rediss")).Should().Throw<LabContentException>().WithMessage("*no lab 'rediss'*mysql, redis, mysql-sink, insert-versus-upsert*");

    [Fact]
    public void The_image_has_the_original_length_and_the_marks_of_a_JPEG()
    {
        var image = LabImage.Bytes.ToArray();

        image.Should().HaveCount(515_025).And.StartWith([0xFF, 0xD8]).And.EndWith([0xFF, 0xD9]);
        LabImage.Sha256.Should().Be(ImageSha256, "every machine must make the same image");
    }

    [Fact]
    public void Readings_are_the_same_for_the_same_seed_within_their_bounds_and_sometimes_incomplete()
    {
        var readings = SmartMeter.Readings(7).Take(1000).ToList();

        readings.Should().Equal(SmartMeter.Readings(7).Take(1000)).And.NotEqual(SmartMeter.Readings(8).Take(1000));
        readings.Select(r => r.Id).Should().Equal(Enumerable.Range(0, 1000).Select(i => (long)i));
        readings.Should().OnlyContain(r => r.Humidity == null || (r.Humidity >= 0 && r.Humidity <= 100));
        readings.Count(r => r.Temperature is null || r.Humidity is null || r.Pressure is null).Should().BeInRange(200, 340, "three chances of one in ten leave 27 % incomplete");
    }

    [Fact]
    public void The_twelve_readings_of_the_null_step_lack_some_measurement_and_have_some() =>
        SmartMeter.Readings(3).Take(12).Select(r => r.Temperature is null || r.Humidity is null || r.Pressure is null).Should().Contain(true).And.Contain(false);

    private const string ImageSha256 = "d7201d4da11535171d6220db657ce1f71b5d5df26458902f8e099e59e8ab9c4a";
}
