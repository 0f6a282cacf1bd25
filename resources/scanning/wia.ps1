# SPDX-License-Identifier: Apache-2.0
# Drives WIA 2.0 for Officer Desk. Says, a line each, parts between tabs:
#   DEVICE <id> <name>      with -List
#   PAGE <path>             for each page, once its file is whole
#   ERROR <word>            jam, cover, busy, empty, gone, denied, no-feeder, failed
param([switch]$List, [string]$Device, [int]$Dpi = 300, [string]$Mode = 'grey', [string]$Folder, [switch]$Feeder, [switch]$Single)
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
$png = '{B96B3CAF-0728-11D3-9D7B-0000F81EF32E}'
$words = @{
  0x80210002 = 'jam'; 0x80210003 = 'empty'; 0x80210005 = 'gone'; 0x80210006 = 'busy'
  0x8021000A = 'gone'; 0x8021000D = 'busy'; 0x80210015 = 'gone'; 0x80210016 = 'cover'; 0x80070005 = 'denied'
}

function Say([string]$what) { [Console]::Out.WriteLine($what); [Console]::Out.Flush() }
function WordOf($exception) {
  while ($exception) {
    $code = [uint32]('0x{0:X8}' -f $exception.HResult)
    foreach ($known in $words.Keys) { if ([uint32]('0x{0:X8}' -f $known) -eq $code) { return $words[$known] } }
    $exception = $exception.InnerException
  }
  return 'failed'
}
function Put($properties, [string]$id, $value) {
  foreach ($property in $properties) { if ([string]$property.PropertyID -eq $id) { try { $property.Value = $value } catch { } } }
}
function Get-Value($properties, [string]$id) {
  foreach ($property in $properties) { if ([string]$property.PropertyID -eq $id) { return $property.Value } }
}

try {
  $manager = New-Object -ComObject WIA.DeviceManager
  $scanners = @($manager.DeviceInfos | Where-Object { $_.Type -eq 1 })
  if ($List) {
    foreach ($info in $scanners) { Say ("DEVICE`t{0}`t{1}" -f $info.DeviceID, (Get-Value $info.Properties '7')) }
    exit 0
  }
  $info = $scanners | Where-Object { $_.DeviceID -eq $Device } | Select-Object -First 1
  if (-not $info) { Say "ERROR`tgone"; exit 1 }
  $scanner = $info.Connect()
  if ($Feeder) {
    if (-not ((Get-Value $scanner.Properties '3086') -band 1)) { Say "ERROR`tno-feeder"; exit 1 }
    Put $scanner.Properties '3088' 1
    Put $scanner.Properties '3096' 1
  } else {
    Put $scanner.Properties '3088' 2
  }
  $page = 1
  do {
    $item = $scanner.Items.Item(1)
    Put $item.Properties '6146' $(if ($Mode -eq 'grey') { 2 } else { 1 })
    Put $item.Properties '6147' $Dpi
    Put $item.Properties '6148' $Dpi
    $image = $item.Transfer($png)
    if ($image.FormatID -ne $png) {
      $process = New-Object -ComObject WIA.ImageProcess
      $process.Filters.Add($process.FilterInfos.Item('Convert').FilterID)
      $process.Filters.Item(1).Properties.Item('FormatID').Value = $png
      $image = $process.Apply($image)
    }
    $path = Join-Path $Folder ('page{0}.png' -f $page)
    $image.SaveFile($path)
    Say "PAGE`t$path"
    $page++
  } while ($Feeder -and -not $Single)
} catch {
  Say ("ERROR`t{0}" -f (WordOf $_.Exception))
  exit 1
}
