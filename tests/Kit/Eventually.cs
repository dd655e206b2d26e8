using System.Runtime.CompilerServices;

namespace StreamEngine.Tests.Kit;

/// <summary>Waits for what another thread or process brings about: asked again and again, and a failed test when it never holds.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Until something holds.</summary>
    public static Task Holds(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "") => Holds(() => Task.FromResult(holds()), what);

    /// <inheritdoc cref="Holds(Func{bool}, string)"/>
    public static async Task Holds(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience.Hang, $"it did not come to this within {Patience.Hang.TotalSeconds} s: {what}");
            await Task.Delay(Pause);
        }
    }
}
