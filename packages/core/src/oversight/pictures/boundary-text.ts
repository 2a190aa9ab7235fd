/** Words of the boundaries: page, refusals, and events. */
import { catalogue } from '../../common/text.ts';

export const boundaryText = catalogue(
  {
    title: '区域边界',
    lead: '上传本地区的区域边界后，图表中按区域的指标以地图显示；没有边界时显示表格。系统不附带任何边界数据，请使用有权使用的数据，并注明来源。',
    now: '现有边界',
    none: '尚未上传',
    noneText: '上传后，有统计权限的人员在“图表”中看到地图。',
    file: 'GeoJSON文件',
    fileHint:
      'FeatureCollection，面状要素（Polygon或MultiPolygon），经纬度坐标，属性code为本地区的区划代码（6、9或12位）；不超过{areas}个区域、{positions}个坐标点、{size}。',
    source: '数据来源',
    sourceHint: '提供单位、名称和年份，显示在地图下方。',
    upload: '上传',
    remove: '删除',
    removeQuestion: '删除现有的区域边界吗？',
    removeText: '删除后图表改为显示表格，业务数据不受影响。',
    saved: '区域边界已保存',
    removed: '区域边界已删除',
    areas: '区域数',
    fileName: '文件',
    uploadedBy: '上传',
    fileMissing: '请选择文件',
    'boundary.file_invalid': '文件不是GeoJSON的FeatureCollection，请检查后重新选择。',
    'boundary.too_many_invalid': '文件中的区域超过{most}个，请只保留本地区的区域。',
    'boundary.too_fine_invalid': '文件的坐标点超过{most}个，请简化后再上传。',
    'boundary.code_invalid': '第{n}个区域没有6、9或12位的区划代码（属性code），请补充。',
    'boundary.outside_invalid': '第{n}个区域的代码{code}不属于本地区（{prefix}开头），请删除。',
    'boundary.twice_invalid': '第{n}个区域的代码{code}重复，请合并为一个要素。',
    'boundary.geometry_invalid': '第{n}个区域（{code}）的图形有误：应为闭合的面，坐标为经度在前、纬度在后。',
    'boundary.not_found': '还没有上传区域边界。',
  },
  {
    title: 'Boundaries of areas',
    lead: 'With boundaries, indicators by area are shown on a map; without, as a table. None are shipped: use data that you may use, and name its source.',
    now: 'Present boundaries',
    none: 'Nothing uploaded yet',
    noneText: 'After an upload, those who read the statistics see a map among the pictures.',
    file: 'GeoJSON file',
    fileHint:
      'A FeatureCollection of Polygons or MultiPolygons in longitude and latitude, with the division code (6, 9 or 12 digits) of your area as member code; at most {areas} areas, {positions} positions, {size}.',
    source: 'Source',
    sourceHint: 'Office, title and year; shown under the map.',
    upload: 'Upload',
    remove: 'Remove',
    removeQuestion: 'Remove the boundaries?',
    removeText: 'Pictures then show the table; no other data changes.',
    saved: 'The boundaries are saved',
    removed: 'The boundaries are removed',
    areas: 'Areas',
    fileName: 'File',
    uploadedBy: 'Uploaded',
    fileMissing: 'Choose a file',
    'boundary.file_invalid': 'The file is no FeatureCollection of GeoJSON; check it and choose again.',
    'boundary.too_many_invalid': 'The file has more than {most} areas; keep those of your own place.',
    'boundary.too_fine_invalid': 'The file has more than {most} positions; simplify it.',
    'boundary.code_invalid': 'Area {n} has no division code of 6, 9 or 12 digits (member code); add it.',
    'boundary.outside_invalid':
      'The code {code} of area {n} is not of this place (begins with {prefix}); remove it.',
    'boundary.twice_invalid': 'The code {code} of area {n} stands twice; make it one feature.',
    'boundary.geometry_invalid':
      'The shape of area {n} ({code}) is wrong: a closed polygon with longitude before latitude is needed.',
    'boundary.not_found': 'No boundaries have been uploaded.',
  },
);

export const boundaryEventText = catalogue(
  {
    'boundaries.saved': '上传区域边界',
    'boundaries.removed': '删除区域边界',
    'family.boundaries': '区域边界',
    'subject.boundaries': '区域边界',
    'data.areas': '区域数',
  },
  {
    'boundaries.saved': 'Boundaries uploaded',
    'boundaries.removed': 'Boundaries removed',
    'family.boundaries': 'Boundaries',
    'subject.boundaries': 'Boundaries',
    'data.areas': 'Areas',
  },
);
