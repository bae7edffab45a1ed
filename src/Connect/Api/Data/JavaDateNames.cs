namespace Ms2Lab.Connect.Api;

/// <summary>The English names of months, days, halves of the day and eras.</summary>
internal static class JavaDateNames
{
    public static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    public static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static readonly string[] Halves = ["AM", "PM"];

    public static readonly string[] Eras = ["BC", "AD"];
}
