using System.Globalization;

namespace Ms2Lab.Connect.Jdbc.Values;

/// <summary>Finds time zones by the ids of <c>java.time.ZoneId</c>: region names, offsets, and the short names of the JDK.</summary>
internal static class ZoneIds
{
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["ACT"] = "Australia/Darwin", ["AET"] = "Australia/Sydney", ["AGT"] = "America/Argentina/Buenos_Aires", ["ART"] = "Africa/Cairo",
        ["AST"] = "America/Anchorage", ["BET"] = "America/Sao_Paulo", ["BST"] = "Asia/Dhaka", ["CAT"] = "Africa/Harare",
        ["CNT"] = "America/St_Johns", ["CST"] = "America/Chicago", ["CTT"] = "Asia/Shanghai", ["EAT"] = "Africa/Addis_Ababa",
        ["ECT"] = "Europe/Paris", ["IET"] = "America/Indiana/Indianapolis", ["IST"] = "Asia/Kolkata", ["JST"] = "Asia/Tokyo",
        ["MIT"] = "Pacific/Apia", ["NET"] = "Asia/Yerevan", ["NST"] = "Pacific/Auckland", ["PLT"] = "Asia/Karachi",
        ["PNT"] = "America/Phoenix", ["PRT"] = "America/Puerto_Rico", ["PST"] = "America/Los_Angeles", ["SST"] = "Pacific/Guadalcanal",
        ["VST"] = "Asia/Ho_Chi_Minh", ["EST"] = "-05:00", ["MST"] = "-07:00", ["HST"] = "-10:00",
    };

    /// <summary>The zone of an id.</summary>
    /// <exception cref="TimeZoneNotFoundException">There is no such zone.</exception>
    public static TimeZoneInfo Find(string id) =>
        TryFind(id, out var zone) ? zone : throw new TimeZoneNotFoundException($"Unknown time-zone ID: {id}");

    /// <summary>The zone of an id, if there is one.</summary>
    public static bool TryFind(string id, out TimeZoneInfo zone)
    {
        id = ShortNames.GetValueOrDefault(id, id);
        zone = TimeZoneInfo.Utc;
        if (id is "Z" or "UTC" or "GMT" or "UT")
        {
            return true;
        }

        if (TryOffset(id, out var offset))
        {
            zone = TimeZoneInfo.CreateCustomTimeZone(id, offset, id, id);
            return true;
        }

        // The system's files are found whatever their case on some disks, and whatever their name by path; Java wants the id as it is.
        if (id.Length > 1 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
            && char.IsAsciiLetter(id[0]) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found))
        {
            zone = found;
            return true;
        }

        return false;
    }

    // +h, +hh, +hh:mm, +hhmm, +hh:mm:ss; also behind UTC, GMT or UT.
    private static bool TryOffset(string id, out TimeSpan offset)
    {
        offset = default;
        foreach (var prefix in (ReadOnlySpan<string>)["UTC", "GMT", "UT"])
        {
            if (id.StartsWith(prefix, StringComparison.Ordinal))
            {
                id = id[prefix.Length..];
                break;
            }
        }

        if (id.Length < 2 || id[0] is not ('+' or '-'))
        {
            return false;
        }

        var read = TimeSpan.TryParseExact(
            id[1..], ["%h", "hh", "hh\\:mm", "hhmm", "hh\\:mm\\:ss", "hhmmss"], CultureInfo.InvariantCulture, out var amount);
        offset = id[0] == '-' ? -amount : amount;
        return read && amount <= TimeSpan.FromHours(18) && amount.Seconds == 0 && amount < TimeSpan.FromHours(14.01);
    }
}
